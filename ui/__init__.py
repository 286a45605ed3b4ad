"""Every way in: terminal, web, HTTP."""

import os

# Read by gradio and by the hub's library when they are imported: without them, they look for the outside world.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
if not os.environ.get("PRESSE_MODEL"):  # a model asked for by name may have to be fetched, once
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
