"""What a stranger names is fetched from outside only: no address of ours, by whatever name, wrapping or detour."""

from __future__ import annotations

import pytest

from fiverings.core.outside import NotFetched, Outside, is_outside

INWARD = {
    "this machine": "127.0.0.1",
    "this machine, another number": "127.8.9.10",
    "this network": "0.0.0.0",
    "private 10": "10.1.2.3",
    "private 172": "172.16.0.1",
    "private 192": "192.168.1.1",
    "link-local, the cloud's own data": "169.254.169.254",
    "a carrier's network": "100.64.0.1",
    "another cloud's own data": "100.100.100.200",
    "a cloud's own machine": "168.63.129.16",
    "of protocols": "192.0.0.192",
    "of books": "203.0.113.5",
    "of measurements": "198.18.0.1",
    "multicast": "224.0.0.1",
    "reserved": "240.0.0.1",
    "everybody": "255.255.255.255",
    "wrapping of IPv6": "192.88.99.1",
    "this machine in IPv6": "::1",
    "nothing in IPv6": "::",
    "IPv4-mapped": "::ffff:10.0.0.1",
    "IPv4-mapped, open": "::ffff:8.8.8.8",
    "IPv4-compatible": "::127.0.0.1",
    "IPv4-translated": "::ffff:0:127.0.0.1",
    "NAT64": "64:ff9b::7f00:1",
    "NAT64 of one's own": "64:ff9b:1::a00:1",
    "6to4": "2002:7f00:1::1",
    "Teredo": "2001:0:7f00:1::1",
    "unique local": "fd00:ec2::254",
    "link-local in IPv6": "fe80::1%eth0",
    "site-local": "fec0::1",
    "multicast in IPv6": "ff02::1",
    "of books in IPv6": "2001:db8::1",
    "of newer books": "3fff::1",
}


@pytest.mark.parametrize("address", INWARD.values(), ids=INWARD.keys())
def test_what_is_not_on_the_open_internet_is_not_outside(address: str) -> None:
    assert not is_outside(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "193.0.6.139", "2a00:1450:4001:82a::200e", "2606:4700::1111"])
def test_what_is_on_the_open_internet_is_outside(address: str) -> None:
    assert is_outside(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/", "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/",
        "http://0177.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://0/", "https://localhost/",
    ],
)  # fmt: skip
def test_this_machine_is_not_reached_however_it_is_written(url: str) -> None:
    with pytest.raises(NotFetched, match="not outside"):
        Outside().fetch(url)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://a.example/x", "gopher://a.example/", "data:image/png;base64,AA==", "//a.example/",
        "/x", "", "http://", "http://ana@a.example/", "javascript:alert(1)", "http://a.example@127.0.0.1/",
    ],
)  # fmt: skip
def test_only_an_address_of_the_web_is_asked_for(url: str) -> None:
    with pytest.raises(NotFetched, match="no address of the web"):
        Outside(resolve=lambda host, port: ["8.8.8.8"]).fetch(url)


@pytest.mark.parametrize("port", [22, 25, 5432, 6379, 8080])
def test_only_the_ports_of_the_web_are_asked(port: int) -> None:
    with pytest.raises(NotFetched, match="not one of the web"):
        Outside(resolve=lambda host, port: ["8.8.8.8"]).fetch(f"http://a.example:{port}/")


def test_a_name_of_which_one_address_is_ours_is_not_asked() -> None:
    with pytest.raises(NotFetched, match="not outside"):
        Outside(resolve=lambda host, port: ["8.8.8.8", "10.0.0.1"]).fetch("http://a.example/")
