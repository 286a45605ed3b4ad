"""What stands between the network and the application: pure ASGI, so that streamed answers pass untouched."""

from collections.abc import Collection, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Gradio compiles its templates in the page and sets styles on elements, hence the two `unsafe`s of the chat.
CHAT_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; form-action 'self'; frame-src 'none'; "
    "object-src 'none'; base-uri 'self'; frame-ancestors 'none'"
)

_HEADERS = {
    "Content-Security-Policy": CHAT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with no-referrer, a form of ours would be sent with the origin `null`
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

# All of Gradio's own API that the chat uses. Not here: upload, file=, proxy=, deep links, recordings, runs.
_GRADIO = (
    "run/predict",
    "queue/join",
    "queue/data",
    "cancel",
    "reset",
    "heartbeat/",
    "startup-events",
    "theme.css",
    "info",
)


MAX_BODY = 1024 * 1024  # bytes
MAX_UPLOAD = 64 * 1024 * 1024  # bytes of files handed in at once
ADDING, REMOVING = "/articles", "/retrait"  # where the corpus is changed, by POST


class SecurityHeaders:
    """Adds the security headers that a response does not set itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and complete its response's headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class Gate:
    """Refuses what no reader's browser sends: other hosts, other sites' requests, unused routes, huge bodies.

    `hosts` are the names this server answers to, against DNS rebinding; None answers to any. Where it is `editable`,
    files may be handed in, from this server's own page only.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] | None = None, editable: bool = False) -> None:
        self._app = app
        self._hosts = hosts
        self._editable = editable

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, its body read whole, or refuse it in one line of JSON."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        posted = scope["path"] if scope["method"] == "POST" else ""
        refusal = self._refusal(scope["path"], Headers(scope=scope), changing=posted in (ADDING, REMOVING))
        if refusal is None:
            most = MAX_UPLOAD if self._editable and posted == ADDING else MAX_BODY
            body = await _whole_body(receive, most)
            if body is not None:
                await self._app(_without_forwarded_host(scope), _replay(body, receive), send)
                return
            refusal = 413, f"the request is larger than {most} bytes"
        status, detail = refusal
        await JSONResponse({"detail": detail}, status)(scope, receive, send)

    def _refusal(self, path: str, headers: Headers, changing: bool) -> tuple[int, str] | None:
        if self._hosts is not None and _name(headers.get("host", "")) not in self._hosts:
            return 421, "this server does not answer to that host name"
        origin = headers.get("origin")
        if origin is None and changing:
            return 403, "the corpus is changed from its own page only"
        if origin is not None and urlsplit(origin).netloc != headers.get("host"):
            return 403, "requests from other sites are refused"
        _, prefix, route = path.partition("/gradio_api/")
        if prefix and not route.startswith(_GRADIO):
            return 404, "not found"
        return None


def _name(host: str) -> str:
    return urlsplit(f"//{host}").hostname or ""


async def _whole_body(receive: Receive, most: int) -> bytes | None:
    """Return a request's body, or None as soon as it is larger than `most` bytes."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > most:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives a body already read, then whatever comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay


def _without_forwarded_host(scope: Scope) -> MutableMapping[str, Any]:
    """Gradio trusts this header to build its addresses; whoever sends a request could set it."""
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"x-forwarded-host"]}
