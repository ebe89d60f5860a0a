"""A server of lists on this machine, with every fault that a test wants."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from email.message import Message
from email.parser import Parser
from socketserver import BaseRequestHandler, ThreadingTCPServer
from types import TracebackType
from typing import Any, NamedTuple

Answer = Callable[[socket.socket, "Request"], None]


class Request(NamedTuple):
    """What was asked."""

    method: str
    target: str
    headers: Message


def sends(body: bytes = b"", status: int = 200, **headers: Any) -> Answer:
    """A sound answer, or one whose headers say otherwise; None leaves one out."""
    said = {"Content-Length": len(body), "Connection": "close"}
    said |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status} Said", *(f"{n}: {v}" for n, v in said.items() if v is not None)]
    return raw("\r\n".join([*lines, "", ""]).encode() + body)


def raw(content: bytes) -> Answer:
    """These bytes."""
    return lambda line, _: line.sendall(content)


def chunked(*chunks: bytes, ended: bool = True) -> Answer:
    """A body in chunks, of which the last may be missing."""
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    return raw(head + body + (b"0\r\n\r\n" if ended else b""))


def unless_known(etag: str, body: bytes, **headers: Any) -> Answer:
    """304 for whoever has what bears this tag, else all of it."""

    def answer(line: socket.socket, request: Request) -> None:
        is_known = request.headers["If-None-Match"] == etag
        sent = sends(status=304, ETag=etag, **headers) if is_known else None
        (sent or sends(body, ETag=etag, **headers))(line, request)

    return answer


class ListServer:
    """Gives its answers in turn, the last one again and again, and keeps what was asked."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.asked: list[Request] = []
        self.answers: list[Answer] = []
        self.paths: dict[str, Answer] = {}
        """Answers of certain targets; they go before the others."""
        self.closing = threading.Event()
        self._context = context
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.005,))

    def __enter__(self) -> ListServer:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def at(self, target: str = "/sltd.csv") -> str:
        """The address of something on it."""
        scheme = "https" if self._context else "http"
        return f"{scheme}://127.0.0.1:{self.port}{target}"

    def says(self, *answers: Answer) -> None:
        """What comes next."""
        self.answers[:] = answers

    def drips(self, content: bytes, pause: float) -> Answer:
        """Some bytes, and then one after another for as long as somebody waits."""

        def answer(line: socket.socket, _: Request) -> None:
            line.sendall(content)
            while not self.closing.wait(pause):
                line.sendall(b"x")

        return answer

    def stalls(self, content: bytes = b"") -> Answer:
        """Some bytes, and then nothing."""

        def answer(line: socket.socket, _: Request) -> None:
            line.sendall(content)
            self.closing.wait(10)

        return answer

    def serve(self, line: socket.socket) -> None:
        """One connection."""
        if self._context is not None:
            line = self._context.wrap_socket(line, server_side=True)
        try:
            head = b""
            while b"\r\n\r\n" not in head:
                more = line.recv(4096)
                if not more:
                    return
                head += more
            first, _, rest = head.decode().partition("\r\n")
            method, target, _ = first.split(" ", 2)
            request = Request(method, target, Parser().parsestr(rest, headersonly=True))
            self.asked.append(request)
            answer = self.paths.get(target)
            if answer is None:
                answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            answer(line, request)
        finally:
            line.close()


class _Server(ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 20

    def __init__(self, lists: ListServer) -> None:
        self._lists = lists
        super().__init__(("127.0.0.1", 0), BaseRequestHandler)

    def finish_request(self, request: Any, client_address: Any) -> None:
        self._lists.serve(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asked has gone, or trusts no such certificate: that is what is tested."""
