"""Signals that end a command."""

from __future__ import annotations

import signal


def interrupt_on_termination() -> None:
    """Have this process stop on SIGTERM and SIGHUP as it does on Ctrl+C, so that what it has half written goes."""
    for name in ("SIGTERM", "SIGHUP"):  # not every system has the second
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:  # else it is to go on, as under nohup
            signal.signal(number, signal.default_int_handler)
