"""Every way in: terminal, web, HTTP."""
