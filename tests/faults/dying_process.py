"""The program, killed with -9 at a named step of what it does.

Arguments: the step, then what follows ``crm-desktop`` on the command line. A step is
``module:name:before`` or ``…:after``, where the name is a function's or a class's method's, and
``…:after:3`` is after the third time that it went well. Where a module has imported the function by
its name, that module is to be named.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import os
import signal
import sys
from collections.abc import Callable
from itertools import count
from typing import Any

from crm_desktop.__main__ import main


def die_at(step: str) -> None:
    """Have this process killed the next time it comes to ``step``."""
    module, name, moment, *times = step.split(":")
    owner: Any = importlib.import_module(module)
    *classes, function = name.split(".")
    for one in classes:
        owner = getattr(owner, one)
    original = getattr(owner, function)
    times_left = count(1 - int(times[0]) if times else 0)
    setattr(owner, function, _dying(original, moment, lambda: next(times_left) == 0))


def _dying(original: Callable[..., Any], moment: str, is_now: Callable[[], bool]) -> Any:
    if inspect.iscoroutinefunction(original):

        @functools.wraps(original)
        async def dies_async(*arguments: Any, **named: Any) -> Any:
            if moment == "before" and is_now():
                _die()
            answer = await original(*arguments, **named)
            if moment == "after" and is_now():
                _die()
            return answer

        return dies_async

    @functools.wraps(original)
    def dies(*arguments: Any, **named: Any) -> Any:
        if moment == "before" and is_now():
            _die()
        answer = original(*arguments, **named)
        if moment == "after" and is_now():
            _die()
        return answer

    return dies


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    die_at(sys.argv[1])
    sys.exit(main(sys.argv[2:]))
