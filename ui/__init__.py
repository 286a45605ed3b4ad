"""Every way in: terminal, web, HTTP."""

import os

# Read by gradio and by the hub's library when they are imported: without them, they look for the outside world.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
