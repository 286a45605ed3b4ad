"""One password before everything: the chat, the pages and the API alike, by HTTP Basic authentication."""

import base64
import binascii
import hashlib
import hmac

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_ASK = {"WWW-Authenticate": 'Basic realm="presse", charset="UTF-8"'}


class Password:
    """Passes on the requests that bring the password, whatever the name of the user, and asks the others for it."""

    def __init__(self, app: ASGIApp, password: str) -> None:
        self._app = app
        self._expected = _digest(password)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on or answer 401; anything but HTTP and the server's own start is closed."""
        if scope["type"] == "lifespan" or (scope["type"] == "http" and self._knows(Headers(scope=scope))):
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await JSONResponse({"detail": "a password is needed"}, 401, _ASK)(scope, receive, send)

    def _knows(self, headers: Headers) -> bool:
        kind, _, credentials = headers.get("authorization", "").partition(" ")
        try:
            given = base64.b64decode(credentials.strip(), validate=True).decode("utf-8")
        except (binascii.Error, ValueError):
            return False
        password = given.partition(":")[2]
        return hmac.compare_digest(_digest(password), self._expected) and kind.lower() == "basic"


def _digest(password: str) -> bytes:
    """Return a hash, so that comparing takes as long for a password of any length."""
    return hashlib.sha256(password.encode("utf-8", "surrogatepass")).digest()
