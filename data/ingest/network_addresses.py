"""Which addresses of the network a URL may lead to: public ones, unless the caller allows private ones."""

from __future__ import annotations

import queue
import socket
import threading
import time
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from data.ingest.faults import Fault

Address = tuple[int, tuple[str, int]]  # family, (host, port)
PORTS = (80, 443)  # of the web; at others there is mail, databases and what is looked for by scanning
_NAT64 = IPv6Network("64:ff9b::/96")
# Public by their numbers, yet of machines nearby: what clouds tell and serve their own guests, relays, examples.
_NEARBY = tuple(map(ip_network, ("192.0.0.0/24", "168.63.129.16/32", "192.88.99.0/24", "3fff::/20")))


class RefusedError(Exception):
    """An address that may not be connected to, or an answer that is not taken; says why, in words and as a code."""

    def __init__(self, what: str, code: Fault, number: int | None = None) -> None:
        """`number` goes with the code."""
        super().__init__(what)
        self.code, self.number = code, number


def resolve(host: str, port: int, deadline: float, *, private: bool) -> list[Address]:
    """The addresses of a name, each allowed; to be connected to as they are, so that no second answer counts.

    Raises `RefusedError` where one of them or the port is not public and `private` is false, where the name has
    none, or where no answer has come at the time `deadline` (of `time.monotonic`).
    """
    found: list[Address] = []
    for family, _, _, _, place in _look_up(host, port, deadline):
        address = str(place[0])
        if not private and not is_public(address):
            raise RefusedError(f"{host} leads to {address}, which is no public address", Fault.PRIVATE)
        found.append((int(family), (address, port)))
    if not found:
        raise RefusedError(f"the name {host} has no address", Fault.HOST)
    if not private and port not in PORTS:
        raise RefusedError(f"pages are not read at port {port}", Fault.PRIVATE)
    return found


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet; an IPv6 address that stands for an IPv4 one is as that one."""
    try:
        place = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(place, IPv6Address):
        if place in _NAT64:
            place = IPv4Address(int(place) & 0xFFFFFFFF)
        elif place.ipv4_mapped:
            place = place.ipv4_mapped
        elif place.sixtofour or place.teredo or place.is_site_local:  # tunnels lead to any IPv4 address
            return False
    if any(place in network for network in _NEARBY):
        return False
    return place.is_global and not (place.is_multicast or place.is_reserved or place.is_unspecified)


def _look_up(host: str, port: int, deadline: float) -> list[tuple[int, int, int, str, tuple[str | int, ...]]]:
    """What the system knows of a name, within the time: the call itself knows no time-out."""
    answers: queue.SimpleQueue[object] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=max(0.001, deadline - time.monotonic()))
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, Exception):
        raise RefusedError(f"the name {host} is not known", Fault.HOST)
    return answer  # type: ignore[return-value]
