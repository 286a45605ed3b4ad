"""A scripted server that speaks OpenAI's protocol, on this machine: what it says, and how it fails, is up to a test."""

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Script:
    """What the server does next: each request takes the first status left, 200 where none is.

    `cut` ends the stream before its end is said, `raw` is sent in the place of the stream, `pause` is slept before
    each piece (seconds), `finish` is the reason given at the end.
    """

    text: str = ""
    statuses: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    error: str = "an error"
    finish: str | None = "stop"
    cut: bool = False
    raw: bytes | None = None
    pause: float = 0.0
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)

    def asked(self) -> str:
        """Return what the last request said, rules apart."""
        return str(self.requests[-1]["messages"][-1]["content"])


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    script: Script

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that has gone is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        script = self.server.script
        script.requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        script.keys.append(self.headers.get("Authorization"))
        status = script.statuses.pop(0) if script.statuses else 200
        self.send_response(status)
        if status != 200:
            body = json.dumps({"error": {"message": script.error, "type": "x", "code": None}}).encode()
            for name, value in script.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        if script.raw is not None:
            self.wfile.write(script.raw)
            return
        for piece in _pieces(script.text):
            time.sleep(script.pause)
            self._event({"choices": [{"index": 0, "delta": {"content": piece}, "finish_reason": None}]})
        if not script.cut:
            self._event({"choices": [{"index": 0, "delta": {}, "finish_reason": script.finish}]})
            self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, chunk: dict[str, Any]) -> None:
        whole = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "scripted", **chunk}
        self.wfile.write(f"data: {json.dumps(whole)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def _pieces(text: str) -> Sequence[str]:
    return [text[start : start + 7] for start in range(0, len(text), 7)]


@contextmanager
def scripted(script: Script) -> Iterator[str]:
    """Serve a script on a free port of this machine; yields its address."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.script = script
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    server.shutdown()
    server.server_close()
