"""Fetching: what comes through the door, what does not, and how hosts are treated."""

import gzip
import socket
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import trustme

from claims.errors import FetchFailed
from ingest.web.door import Door, user_agent
from ingest.web.exchange import Limits
from ingest.web.manners import LARGEST_ROBOTS
from tests.ingest.web.conftest import Clock, manners
from tests.site import Handler, Page, Site
from tests.site import page as answer_with

PAGE = b"<p>Lumen has raised $40 million.</p>"
BOMB = 20_000_000


def page(body: bytes = PAGE, status: int = 200, length: bool = True, **headers: str) -> Page:
    return answer_with(body, status, length, **headers)


def redirect(to: str, status: int = 302) -> Callable[[Handler], None]:
    return lambda handler: handler.reply(b"", status, Location=to)


@contextmanager
def raw(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server below HTTP: `answer` has the connection once the request was read."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                made, _ = listening.accept()
            except OSError:
                return
            with made:
                try:
                    made.recv(65536)
                    answer(made)
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listening.getsockname()[1]
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join()


def test_a_page_comes_with_where_it_was_found_and_what_its_server_said(site: Site, door: Door) -> None:
    site.pages["/a"] = page(Content_Type="text/html; charset=ISO-8859-1", ETag='"1"')
    fetched = door.fetch(site.url("/a?x=1#part"))
    assert (fetched.body, fetched.final_url, fetched.status) == (PAGE, site.url("/a?x=1"), 200)
    assert (fetched.media_type, fetched.charset, fetched.headers["etag"]) == ("text/html", "iso-8859-1", '"1"')
    assert not fetched.unchanged and fetched.retrieved_at > 1_700_000_000_000_000


def test_a_request_says_who_asks_and_carries_nothing_else(site: Site, door: Door) -> None:
    site.pages["/a"] = page()
    door.fetch(site.url("/a"))
    told = site.asked[-1][1]
    assert told["User-Agent"] == user_agent() and told["Host"] == f"127.0.0.1:{site.port}"
    assert not {"Cookie", "Authorization", "Referer"} & told.keys()


def test_a_page_that_has_not_changed_is_not_sent_again(site: Site, door: Door) -> None:
    def answer(handler: Handler) -> None:
        known = handler.headers["If-None-Match"] == '"7"' and handler.headers["If-Modified-Since"] == "yesterday"
        handler.reply(b"", 304) if known else handler.reply(PAGE)

    site.pages["/a"] = answer
    fetched = door.fetch(site.url("/a"), etag='"7"', modified="yesterday")
    assert fetched.unchanged and fetched.body == b""
    assert not door.fetch(site.url("/a")).unchanged


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_to_the_page(site: Site, door: Door, status: int) -> None:
    site.pages |= {"/old/a": redirect("../new", status), "/new": page()}
    fetched = door.fetch(site.url("/old/a"))
    assert (fetched.url, fetched.final_url, fetched.body) == (site.url("/old/a"), site.url("/new"), PAGE)


def test_a_loop_of_redirects_ends(site: Site, door: Door) -> None:
    site.pages |= {"/a": redirect("/b"), "/b": redirect("/a")}
    with pytest.raises(FetchFailed, match="over 5 redirects"):
        door.fetch(site.url("/a"))
    assert len(site.paths) == 6


ELSEWHERE = ("http://169.254.169.254/latest", "http://127.0.0.2/", "http://[::ffff:10.0.0.1]/", "file:///etc/passwd")


@pytest.mark.parametrize("to", ELSEWHERE)
def test_a_redirect_to_a_place_that_may_not_be_asked_is_not_followed(site: Site, door: Door, to: str) -> None:
    site.pages["/a"] = redirect(to)
    with pytest.raises(FetchFailed, match=r"not on the public internet|only http"):
        door.fetch(site.url("/a"))


def test_a_name_is_looked_up_once_and_that_address_is_asked(
    site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up, real = [], socket.getaddrinfo

    def look_up(host: str, *rest: object, **named: object) -> object:
        looked_up.append(host)
        return real("127.0.0.1" if host == "news.example" else host, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    site.pages["/a"] = page()
    door = Door({"news.example"}, manners=manners(clock, robots=False))
    door.fetch(f"http://news.example:{site.port}/a")
    assert looked_up.count("news.example") == 1
    assert site.asked[-1][1]["Host"] == f"news.example:{site.port}"


def test_the_environments_proxy_is_not_used(site: Site, door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    site.pages["/a"] = page()
    assert door.fetch(site.url("/a")).body == PAGE


def test_a_proxy_that_was_asked_for_gets_the_whole_url(site: Site, clock: Clock) -> None:
    site.pages["http://news.example/a"] = page()
    door = Door(proxy=site.url(), manners=manners(clock, robots=False))
    assert door.fetch("http://news.example/a").body == PAGE
    for host in ("10.0.0.1", "0xa000001", "012.1"):
        with pytest.raises(FetchFailed, match="not on the public internet"):
            door.fetch(f"http://{host}/a")


# ---- size, time and packing -------------------------------------------------------------------------------


@pytest.mark.parametrize("packing", ["gzip", "deflate"])
def test_a_packed_body_is_unpacked(site: Site, door: Door, packing: str) -> None:
    site.pages["/a"] = page(gzip.compress(PAGE) if packing == "gzip" else zlib.compress(PAGE), Content_Encoding=packing)
    assert door.fetch(site.url("/a")).body == PAGE


def test_packed_bodies_of_other_makes_are_unpacked(site: Site, door: Door) -> None:
    bare = zlib.compressobj(wbits=-15)
    site.pages["/bare"] = page(bare.compress(PAGE) + bare.flush(), Content_Encoding="deflate")
    site.pages["/two"] = page(gzip.compress(PAGE) + gzip.compress(PAGE), Content_Encoding="gzip")
    assert door.fetch(site.url("/bare")).body == PAGE
    assert door.fetch(site.url("/two")).body == PAGE * 2


def test_a_packing_that_was_not_asked_for_is_said(site: Site, door: Door) -> None:
    site.pages["/a"] = page(Content_Encoding="br")
    with pytest.raises(FetchFailed, match="packed as 'br'"):
        door.fetch(site.url("/a"))


@pytest.mark.parametrize(
    ("body", "packing"),
    [(b"x" * 200_000, "identity"), (gzip.compress(bytes(BOMB)), "gzip"), (bytes(10), "x")],
    ids=["large", "bomb", "unknown"],
)  # fmt: skip
def test_a_page_larger_than_allowed_is_stopped(site: Site, door: Door, body: bytes, packing: str) -> None:
    site.pages["/a"] = page(body, Content_Encoding=packing)
    with pytest.raises(FetchFailed, match=r"larger than 100,000 bytes|packed as"):
        door.fetch(site.url("/a"))


def test_a_body_without_end_is_stopped(site: Site, door: Door) -> None:
    def pour(handler: Handler) -> None:
        handler.reply(b"", length=False)
        while True:
            handler.wfile.write(b"x" * 65536)

    site.pages["/a"] = pour
    with pytest.raises(FetchFailed, match="larger than 100,000 bytes"):
        door.fetch(site.url("/a"))


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"])
def test_an_answer_that_drips_in_is_cut(clock: Clock, start: bytes) -> None:
    stop = threading.Event()

    def drip(made: socket.socket) -> None:
        made.sendall(start)
        while not stop.wait(0.01):
            made.sendall(b"x" if start.endswith(b"\r\n\r\n") else b"X-A: b\r\n" if start else b"H")

    with raw(drip) as port:
        asked = Door({"127.0.0.1"}, limits=Limits(seconds=0.3, tries=1), manners=manners(clock, robots=False))
        with pytest.raises(FetchFailed, match=r"longer than 0.3 seconds|ended the exchange early"):
            asked.fetch(f"http://127.0.0.1:{port}/")
        stop.set()


@pytest.mark.parametrize(
    "answer",
    [b"", b"\x16\x03\x01 no http", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort",
     b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000,
     b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1_000 + b"\r\n"],
    ids=["nothing", "no http", "too short", "chunks", "long header", "many headers"],
)  # fmt: skip
def test_a_broken_answer_is_a_clear_failure(clock: Clock, answer: bytes) -> None:
    with raw(lambda made: made.sendall(answer)) as port:
        asked = Door({"127.0.0.1"}, limits=Limits(seconds=5), manners=manners(clock, robots=False))
        with pytest.raises(FetchFailed, match=r"ended the exchange early|check the address, or try later"):
            asked.fetch(f"http://127.0.0.1:{port}/")
    assert clock.slept[-1:] == [2.0]


def test_nobody_listening_is_a_clear_failure(clock: Clock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(FetchFailed, match="refuses the connection: check the address, or try later"):
        Door({"127.0.0.1"}, manners=manners(clock, robots=False)).fetch(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    ("status", "advice"),
    [(403, "not open to everyone"), (404, "not there"), (410, "not there"), (500, "try later"), (204, "nothing")],
)
def test_an_answer_that_is_no_page_names_its_status(site: Site, door: Door, status: int, advice: str) -> None:
    site.pages["/a"] = page(b"", status)
    with pytest.raises(FetchFailed, match=advice) as raised:
        door.fetch(site.url("/a"))
    assert raised.value.status == status


# ---- encryption -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "trusted"), [("127.0.0.1", True), ("other.example", False)])
def test_a_certificate_must_be_the_hosts_own(name: str, trusted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    served, ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert(name).configure_cert(served)
    authority.configure_trust(ours)
    monkeypatch.setattr("ingest.web.exchange._certificates", lambda: ours)

    def answer(made: socket.socket) -> None:
        made.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")

    with encrypted(served, answer) as port:
        asked = Door({"127.0.0.1"}, limits=Limits(tries=1), manners=manners(Clock(), robots=False))
        if trusted:
            assert asked.fetch(f"https://127.0.0.1:{port}/").body == b"hi"
            return
        with pytest.raises(FetchFailed, match="certificate that cannot be trusted"):
            asked.fetch(f"https://127.0.0.1:{port}/")


@contextmanager
def encrypted(context: ssl.SSLContext, answer: Callable[[socket.socket], None]) -> Iterator[int]:
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        made, _ = listening.accept()
        try:
            with context.wrap_socket(made, server_side=True) as talking:
                talking.recv(65536)
                answer(talking)
        except OSError:
            return
        finally:
            made.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listening.getsockname()[1]
    thread.join()
    listening.close()


# ---- manners ----------------------------------------------------------------------------------------------


def test_a_host_is_asked_once_a_second(site: Site, door: Door, clock: Clock) -> None:
    site.pages["/a"] = page()
    for _ in range(3):
        door.fetch(site.url("/a"))
    assert clock.slept == [1.0, 1.0, 1.0]  # between the rules for robots and three pages


def test_what_robots_txt_closes_is_not_fetched(site: Site, door: Door) -> None:
    site.pages |= {"/a": page(), "/shut/b": page(), "/robots.txt": page(b"User-agent: *\nDisallow: /shut/\n")}
    assert door.fetch(site.url("/a")).body == PAGE
    with pytest.raises(FetchFailed, match=r"closed to programs .*--ignore-robots"):
        door.fetch(site.url("/shut/b"))
    assert site.paths == ["/a"] and len(site.asked) == 2


@pytest.mark.parametrize("cut", [b"", b"Disallow: /"], ids=["between lines", "within a line"])
def test_of_a_robots_txt_without_measure_the_beginning_counts(site: Site, door: Door, cut: bytes) -> None:
    start = b"User-agent: *\nDisallow: /shut/\n"
    filler = b"#" * (LARGEST_ROBOTS - len(start) - len(cut) - 1) + b"\n"
    end = b"more\nDisallow: /a\n" + b"# and so on\n" * 200_000
    site.pages |= {"/a": page(), "/shut/b": page(), "/robots.txt": page(start + filler + cut + end)}
    assert door.fetch(site.url("/a")).body == PAGE
    with pytest.raises(FetchFailed, match="closed to programs"):
        door.fetch(site.url("/shut/b"))


def test_robots_txt_may_ask_for_longer_pauses(site: Site, door: Door, clock: Clock) -> None:
    site.pages |= {"/a": page(), "/robots.txt": page(b"User-agent: claimtrack\nCrawl-delay: 7\n")}
    door.fetch(site.url("/a"))
    door.fetch(site.url("/a"))
    assert clock.slept == [1.0, 7.0]


def test_rules_that_cannot_be_read_keep_us_out(site: Site, door: Door) -> None:
    site.pages |= {"/a": page(), "/robots.txt": page(b"oops", 500)}
    with pytest.raises(FetchFailed, match="whether programs are welcome is not known"):
        door.fetch(site.url("/a"))
    assert site.paths == []


def test_rules_may_be_passed_over_when_asked(site: Site, clock: Clock) -> None:
    site.pages |= {"/a": page(), "/robots.txt": page(b"User-agent: *\nDisallow: /\n")}
    asked = Door({"127.0.0.1"}, manners=manners(clock, robots=False))
    assert asked.fetch(site.url("/a")).body == PAGE


@pytest.mark.parametrize(("wanted", "slept"), [("", [1.0, 2.0]), ("5", [5.0, 5.0])])
def test_a_busy_server_is_asked_again_after_a_pause(site: Site, clock: Clock, wanted: str, slept: list[float]) -> None:
    site.pages["/a"] = page(b"", 503, **({"Retry-After": wanted} if wanted else {}))
    with pytest.raises(FetchFailed, match="503"):
        Door({"127.0.0.1"}, manners=manners(clock, robots=False)).fetch(site.url("/a"))
    assert len(site.paths) == 3
    assert [each for each in clock.slept if each in slept] == slept


def test_a_server_that_wants_us_back_much_later_is_not_waited_for(site: Site, clock: Clock) -> None:
    site.pages["/a"] = page(b"", 429, **{"Retry-After": "3600"})
    with pytest.raises(FetchFailed, match="429"):
        Door({"127.0.0.1"}, manners=manners(clock, robots=False)).fetch(site.url("/a"))
    assert len(site.paths) == 1 and clock.slept == []
