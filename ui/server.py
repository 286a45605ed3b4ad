"""The web server: the API and the chat as one application, sealed off from the outside world."""

import socket
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from corpus.errors import PresseError
from rag import Settings
from ui.api import build_api, handle_errors
from ui.changes import Changes
from ui.chat import build_chat
from ui.editing import build_editing
from ui.feedback import FeedbackStore
from ui.look import chat_i18n, chat_theme
from ui.password import Password
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


@dataclass(frozen=True, slots=True)
class Access:
    """Who may do what: `hosts` are the host names the server answers to, None any; `editable` says whether articles
    may be added and removed; `password` is what every request must bring, None nothing.
    """

    hosts: Collection[str] | None = None
    editable: bool = False
    password: str | None = field(default=None, repr=False)


def access_at(host: str, settings: Settings) -> Access:
    """Return who may do what where the server listens on `host`.

    On a loopback address only this machine's own names are answered to. Beyond this machine, articles can be changed
    only under a password.
    """
    here = host in LOOPBACK
    editable = settings.editable and (here or settings.password is not None)
    return Access(LOOPBACK if here else None, editable, settings.password)


def build_app(service: Service, access: Access = Access(), feedback: FeedbackStore | None = None) -> FastAPI:
    """Return the whole web application over a service.

    `feedback` is where readers' opinions are kept; with None they are not asked.
    """
    app = FastAPI(title="presse", openapi_url="/api/openapi.json", docs_url=None, redoc_url=None)
    app.include_router(build_api(service))
    changes = Changes(service) if access.editable else None
    app.include_router(build_site(service, changes))
    if changes is not None:
        app.include_router(build_editing(service, changes))
    handle_errors(app)
    app.mount("/web", StaticFiles(directory=WEB), name="web")
    _mount_chat(app, build_chat(service, feedback))
    app.add_middleware(Gate, hosts=access.hosts, editable=access.editable)
    if access.password is not None:
        app.add_middleware(Password, password=access.password)
    app.add_middleware(SecurityHeaders)
    return app


def serve(
    service: Service, access: Access, host: str = "127.0.0.1", port: int = 7860, feedback: FeedbackStore | None = None
) -> None:
    """Serve until interrupted."""
    check_port(host, port)
    app = build_app(service, access, feedback)
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
