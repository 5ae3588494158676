"""Python as the project's own code finds it on Windows: what is not there cannot be had, for tests on another system.

Python loads this file when it starts, if its folder is in PYTHONPATH, in each process that one starts too. The standard
library and packages see the system as it is, which is all that they could run on.
"""

from __future__ import annotations

import builtins
import os
import types
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_ROOT = str(Path(__file__).parents[2]) + os.sep
_MODULES = {"fcntl", "grp", "posix", "pwd", "resource", "syslog", "termios", "tty", "uvloop"}
_NAMES = {
    "os": "O_DIRECTORY O_NONBLOCK chown fork geteuid getgid getuid kill killpg mkfifo posix_spawn sched_getaffinity "
    "setsid statvfs uname WNOHANG",
    "signal": "SIGALRM SIGCHLD SIGHUP SIGKILL SIGPIPE SIGUSR1 alarm pthread_sigmask setitimer",
    "socket": "AF_UNIX SO_REUSEPORT socketpair",
    "time": "tzset",
    "ctypes": "",
    "sys": "",
}
_import = builtins.__import__


class _Seen(types.ModuleType):
    """A module without some of its names, and with others instead."""

    def __init__(self, module: types.ModuleType, lacks: set[str], instead: Mapping[str, Any]) -> None:
        super().__init__(module.__name__)
        vars(self).update(_module=module, _lacks=lacks, **instead)

    def __getattr__(self, name: str) -> Any:
        if name in self._lacks:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        return getattr(self._module, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._module, name, value)


def _open(path: Any, *rest: Any, **named: Any) -> int:
    if Path(path).is_dir():
        raise PermissionError(13, "Permission denied", str(path))
    return os.open(path, *rest, **named)


def _fsync(handle: int) -> None:
    os.write(handle, b"")  # fails for a file that is open to be read only, as it does there
    os.fsync(handle)


def _cdll(name: str | None, *rest: Any, **named: Any) -> Any:
    if name is None:
        raise TypeError("argument of type 'NoneType' is not iterable")
    return _import("ctypes").CDLL(name, *rest, **named)


_INSTEAD: dict[str, dict[str, Any]] = {
    "os": {"name": "nt", "open": _open, "fsync": _fsync},
    "sys": {"platform": "win32"},
    "ctypes": {"CDLL": _cdll},
}
_SEEN: dict[str, _Seen] = {}


def _is_own(file: str) -> bool:
    return file.startswith(_ROOT) and "site-packages" not in file


def _as_on_windows(
    name: str, globals: Mapping[str, Any] | None = None, locals: Any = None, fromlist: Any = (), level: int = 0
) -> Any:
    file = str((globals or {}).get("__file__", ""))
    is_own = _is_own(file)
    # What locks files for us there has fcntl neither.
    if name == "uvloop" or (name in _MODULES and (is_own or f"{os.sep}filelock{os.sep}" in file)):
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    found = _import(name, globals, locals, fromlist, level)
    if not is_own or level or name not in _NAMES:
        return found
    if name not in _SEEN:
        _SEEN[name] = _Seen(found, set(_NAMES[name].split()), _INSTEAD.get(name, {}))
    return _SEEN[name]


builtins.__import__ = _as_on_windows
# It has a lock of Windows' own there.
warnings.filterwarnings("ignore", "only soft file lock is available")
# Text files are in the system's encoding there, unless another is named.
warnings.filterwarnings("ignore", category=EncodingWarning)
warnings.filterwarnings("error", category=EncodingWarning, module=r"(data|components)\b")
