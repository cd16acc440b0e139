"""Background work that is done when the test says so."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any


class HeldExecutor(Executor):
    """Keeps what it is given until ``do_next``."""

    def __init__(self) -> None:
        self.held: list[tuple[Callable[[], Any], Future[Any]]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.held.append((lambda: fn(*args, **kwargs), future))
        return future

    def do_next(self) -> None:
        work, future = self.held.pop(0)
        try:
            answer = work()
        except Exception as error:  # noqa: BLE001
            future.set_exception(error)
            return
        future.set_result(answer)
