"""Signals that end a command."""

from __future__ import annotations

import signal


def interrupt_on_termination() -> None:
    """Make SIGTERM and SIGHUP raise KeyboardInterrupt, so that temporary files are removed."""
    for name in ("SIGTERM", "SIGHUP"):  # not every system has the second
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:  # else it is ignored on purpose, as under nohup
            signal.signal(number, signal.default_int_handler)
