"""Which addresses may be asked: none that is not on the public internet, however it is written."""

import socket
from typing import Any

import pytest

from claims.errors import FetchFailed
from ingest.web import address, target

REFUSED = """
127.0.0.1 127.1 127.0.1 0x7f000001 0x7f.0.0.1 017700000001 0177.0.0.1 2130706433 127.255.255.254
0.0.0.0 0 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1 192.168.1 3232235777
169.254.169.254 169.254.0.1 0xa9fea9fe 2852039166 100.64.0.1 100.100.100.200 192.0.0.192 168.63.129.16
192.0.2.1 198.51.100.1 203.0.113.1 198.18.0.1 192.88.99.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
[::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:8.8.8.8] [::ffff:0:127.0.0.1] [::127.0.0.1]
[64:ff9b::127.0.0.1] [64:ff9b::a9fe:a9fe] [64:ff9b::8.8.8.8] [64:ff9b:1::1] [2002:7f00:1::] [2002:a9fe:a9fe::1]
[2001:0:4136:e378:8000:63bf:3fff:fdd2] [2001:db8::1] [3fff::1] [100::1] [fe80::1] [fec0::1] [fc00::1] [fd00:ec2::254]
[ff02::1] [5f00::1] [2606:4700::5efe:7f00:1] [2606:4700::200:5efe:a00:1]
localhost LOCALHOST localhost. １２７.０.０.１ ⑫7.0.0.1 ip6-localhost
""".split()
MALFORMED = """
ftp://example.org/ file:///etc/passwd gopher://example.org/ javascript:alert(1) data:text/html,x //example.org/x
example.org/page http:// http:///path http://user@example.org/ http://user:secret@example.org/ http://example.org:0/
http://example.org:99999/ http://example.org:port/ http://[::1 http://[fe80::1%25eth0]/ http://exa%6dple.org/
http://example.org\\@127.0.0.1/ http://a_b!c.example/ http://-/../
""".split()
PUBLIC = ("8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450:4001:830::200e")


@pytest.fixture(autouse=True)
def nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def connected(*_: Any, **__: Any) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", connected)


@pytest.mark.parametrize("host", REFUSED)
def test_a_place_that_is_not_on_the_public_internet_is_refused(host: str) -> None:
    with pytest.raises(FetchFailed, match=r"not on the public internet|is not found|names no host"):
        address.addresses(target(f"http://{host}/"))


def test_the_table_of_refused_forms_is_long_enough() -> None:
    assert len(set(REFUSED)) >= 54


@pytest.mark.parametrize("url", MALFORMED)
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(FetchFailed) as raised:
        address.addresses(target(url))
    assert "\n" not in str(raised.value)


HIDDEN = ("http://a b.example/", "http://example.org/\n", "http://exam\u200bple.org/", "http://e\x00.org/")


@pytest.mark.parametrize("url", HIDDEN)
def test_spaces_and_invisible_characters_are_refused(url: str) -> None:
    if url.strip() == "http://example.org/":
        assert target(url).url == "http://example.org/"
        return
    with pytest.raises(FetchFailed, match="percent-encoded"):
        target(url)


@pytest.mark.parametrize("given", PUBLIC)
def test_public_addresses_are_let_through(given: str) -> None:
    host = f"[{given}]" if ":" in given else given
    assert address.addresses(target(f"https://{host}/x")) == [given]


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 80)) for each in ("93.184.216.34", "10.0.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    with pytest.raises(FetchFailed, match=r"example.org \(10.0.0.7\) is not on the public internet.*--allow-host"):
        address.addresses(target("http://example.org/"))


@pytest.mark.parametrize("allowed", ["127.0.0.1", "127.0.0.1:8000"])
def test_a_host_somebody_allowed_is_let_through(allowed: str) -> None:
    assert address.addresses(target("http://127.0.0.1:8000/"), {allowed}) == ["127.0.0.1"]
    with pytest.raises(FetchFailed):
        address.addresses(target("http://127.0.0.2:8000/"), {allowed})


def test_a_port_that_was_not_allowed_is_refused() -> None:
    with pytest.raises(FetchFailed):
        address.addresses(target("http://127.0.0.1:8001/"), {"127.0.0.1:8000"})


@pytest.mark.parametrize(
    ("url", "one_form"),
    [
        ("HTTP://Example.ORG:80/a b".replace(" ", "%20"), "http://example.org/a%20b"),
        ("https://example.org:8443?q=ä#part", "https://example.org:8443/?q=%C3%A4"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("http://[2001:4860:4860:0::8888]/", "http://[2001:4860:4860::8888]/"),
    ],
)
def test_a_url_has_one_form(url: str, one_form: str) -> None:
    assert target(url).url == one_form
