"""The web server: the API and the chat as one application, sealed off from the outside world."""

import socket
from collections.abc import Collection
from pathlib import Path

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from corpus.errors import PresseError
from ui.api import build_api, handle_errors
from ui.chat import build_chat
from ui.feedback import FeedbackStore
from ui.look import chat_i18n, chat_theme
from ui.service import Service
from ui.shield import Gate, SecurityHeaders
from ui.site import build_site

WEB = Path(__file__).with_name("web")
HEAD = """<link rel="icon" href="/web/icon.svg">
<link rel="preload" href="/web/fonts/source-serif-4.woff2" as="font" type="font/woff2" crossorigin>
<link rel="preload" href="/web/fonts/source-sans-3.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/web/palette.css">
<link rel="stylesheet" href="/web/chat.css">"""
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def build_app(service: Service, hosts: Collection[str] | None = None, feedback: FeedbackStore | None = None) -> FastAPI:
    """Return the whole web application over a service.

    `hosts` are the host names it answers to; None answers to any. `feedback` is where readers' opinions are
    kept; with None they are not asked.
    """
    app = FastAPI(title="presse", openapi_url="/api/openapi.json", docs_url=None, redoc_url=None)
    app.include_router(build_api(service))
    app.include_router(build_site(service))
    handle_errors(app)
    app.mount("/web", StaticFiles(directory=WEB), name="web")
    _mount_chat(app, build_chat(service, feedback))
    app.add_middleware(Gate, hosts=hosts)
    app.add_middleware(SecurityHeaders)
    return app


def serve(service: Service, host: str = "127.0.0.1", port: int = 7860, feedback: FeedbackStore | None = None) -> None:
    """Serve until interrupted; on a loopback address only this machine's own names are answered to."""
    check_port(host, port)
    app = build_app(service, hosts=LOOPBACK if host in LOOPBACK else None, feedback=feedback)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


def check_port(host: str, port: int) -> None:
    """Raise a PresseError where the address cannot be listened on: worth asking before anything is loaded."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise PresseError(f"cannot listen on {host}:{port} ({error}); try another --port or --host") from error


def _mount_chat(app: FastAPI, chat: gr.Blocks) -> None:
    gr.mount_gradio_app(
        app,
        chat,
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        max_file_size=0,
        i18n=chat_i18n(),
        theme=chat_theme(),
        head=HEAD,
        js=(WEB / "chat.js").read_text(encoding="utf-8"),
    )
