"""Every way in: terminal, web, HTTP."""

import os

# Read by gradio when it is imported: without it, a server on its own looks for the outside world.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
