"""Resolve host names and refuse addresses that are not public, which protects internal services (SSRF)."""

from __future__ import annotations

import queue
import socket
import threading
import time
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from data.ingest.faults import Fault

Address = tuple[int, tuple[str, int]]  # family, (host, port)
WEB_PORTS = (80, 443)  # at others there is mail, databases and what scanners look for
_NAT64 = IPv6Network("64:ff9b::/96")
# Global addresses of machines nearby: metadata services of clouds, relays, documentation.
_NON_PUBLIC_NETWORKS = tuple(map(ip_network, ("192.0.0.0/24", "168.63.129.16/32", "192.88.99.0/24", "3fff::/20")))


class RefusedError(Exception):
    """An address that must not be connected to, or a response that is refused: why, in words and as a code."""

    def __init__(self, what: str, code: Fault, number: int | None = None) -> None:
        """Set the message, and the code with its number."""
        super().__init__(what)
        self.code, self.number = code, number


def resolve(host: str, port: int, deadline: float, *, allow_private: bool) -> list[Address]:
    """Return the addresses of a host name, all of them allowed; connect to these, not to the name, which may change.

    Raise RefusedError where one of them or the port is not public and `allow_private` is false, where the name has
    none, or where no answer has come at the time `deadline` (of `time.monotonic`).
    """
    found: list[Address] = []
    for family, _, _, _, socket_address in _look_up(host, port, deadline):
        address = str(socket_address[0])
        if not allow_private and not is_public(address):
            raise RefusedError(f"{host} leads to {address}, which is no public address", Fault.PRIVATE)
        found.append((int(family), (address, port)))
    if not found:
        raise RefusedError(f"the name {host} has no address", Fault.HOST)
    if not allow_private and port not in WEB_PORTS:
        raise RefusedError(f"pages are not read at port {port}", Fault.PRIVATE)
    return found


def is_public(address: str) -> bool:
    """Return whether an IP address is on the public internet; an IPv6 address that maps an IPv4 one counts as that."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        if ip in _NAT64:
            ip = IPv4Address(int(ip) & 0xFFFFFFFF)
        elif ip.ipv4_mapped:
            ip = ip.ipv4_mapped
        elif ip.sixtofour or ip.teredo or ip.is_site_local:  # tunnels lead to any IPv4 address
            return False
    if any(ip in network for network in _NON_PUBLIC_NETWORKS):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _look_up(host: str, port: int, deadline: float) -> list[tuple[int, int, int, str, tuple[str | int, ...]]]:
    """Return what `getaddrinfo` finds until `deadline`; the call itself has no timeout, so it runs in a thread."""
    answers: queue.SimpleQueue[object] = queue.SimpleQueue()

    def query() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=query, daemon=True).start()
    try:
        answer = answers.get(timeout=max(0.001, deadline - time.monotonic()))
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, Exception):
        raise RefusedError(f"the name {host} is not known", Fault.HOST)
    return answer  # type: ignore[return-value]
