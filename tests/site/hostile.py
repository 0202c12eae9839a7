"""What a hostile or broken site sends: each trap has a listing of its own, so that each can be named."""

import io
import zipfile

from tests.site.bodies import archive, bomb, pdf, swollen
from tests.site.habits import TITLE, article, good, listing, one_file
from tests.site.looks import html, page
from tests.site.server import HTML, PDF, Reply, Site

METADATA = "http://169.254.169.254/latest/meta-data/"


def redirect(target: str) -> Reply:
    return Reply(status=302, headers=((b"Location", target.encode()),))


def redirects(site: Site) -> list[str]:
    """Redirects that never end, and those that lead where nobody may go."""
    site.put("/loop/a.pdf", redirect("/loop/b.pdf"))
    site.put("/loop/b.pdf", redirect("/loop/a.pdf"))
    site.put("/local/secret.pdf", good("never"))
    elsewhere = f"http://127.0.0.2:{site.port}/local/secret.pdf"
    return [
        one_file(site, "loop", redirect("/loop/a.pdf")),
        one_file(site, "loopback", redirect(elsewhere)),
        one_file(site, "named", redirect(f"http://localhost:{site.port}/local/secret.pdf")),
        one_file(site, "mapped", redirect(f"http://[::ffff:127.0.0.1]:{site.port}/local/secret.pdf")),
        one_file(site, "decimal", redirect(f"http://2130706434:{site.port}/local/secret.pdf")),
        one_file(site, "metadata", redirect(METADATA)),
        one_file(site, "file", redirect("file:///etc/passwd")),
        one_file(site, "gopher", redirect("gopher://127.0.0.1:70/x")),
    ]


def bodies(site: Site) -> list[str]:
    """Bodies that are too much: endless, swelling, slow; and archives that are."""
    block = pdf("huge", 1 << 20)
    names = {
        "../../../../etc/自评报告.pdf": pdf("climb"),
        "/abs/自评表.pdf": pdf("abs"),
        "C:\\win\\评价.pdf": pdf("win"),
    }
    many = archive({f"{number}.pdf": pdf(str(number)) for number in range(60)})
    deep = archive({"b.zip": archive({"c.zip": archive({"d.pdf": pdf("deep")})})})
    return [
        one_file(site, "gigantic", Reply(block, PDF, repeat=64)),
        one_file(site, "endless", Reply(block, PDF, chunked=True, repeat=10_000)),
        one_file(site, "drip", Reply(pdf("drip", 5000), PDF, pause=0.5, piece=10)),
        one_file(site, "gzip", Reply(swollen(), PDF, headers=((b"Content-Encoding", b"gzip"),))),
        one_file(site, "bomb", Reply(bomb(), "application/zip"), "report.pdf"),
        one_file(site, "climb", Reply(archive(names), "application/zip"), "report.pdf"),
        one_file(site, "many", Reply(many, "application/zip"), "report.pdf"),
        one_file(site, "deep", Reply(deep, "application/zip"), "report.pdf"),
        one_file(site, "bzip", Reply(bzipped(), "application/zip"), "report.pdf"),
        one_file(site, "heads", Reply(pdf("heads"), PDF, headers=((b"X-More", b"x" * 1000),) * 400)),
        one_file(site, "seal", Reply(pdf("seal"), PDF, headers=((b"ETag", b'"' + b"e" * 100_000 + b'"'),))),
        one_file(site, "torn", Reply(bomb()[:-40], "application/zip"), "report.pdf"),
        one_file(site, "name", named("../../..\\..\\etc\\cron.d\\evil\x00.pdf", "name")),
    ]


def bzipped() -> bytes:
    """A bomb by a method whose reader unpacks all at once."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as made:
        made.writestr("2023年度部门整体绩效自评报告.pdf", bytes(16 << 20))
    return packed.getvalue()


def named(name: str, mark: str) -> Reply:
    header = ((b"Content-Disposition", f'attachment; filename="{name}"'.encode()),)
    return Reply(pdf(mark), PDF, headers=header)


def links(site: Site) -> list[str]:
    """Links that are none of the web, in a listing and in an article."""
    bad = (
        "file:///etc/passwd",
        "ftp://127.0.0.1/a.pdf",
        "data:application/pdf,x.pdf",
        "http://u:p@127.0.0.1/a.pdf",
        "http://[::1/a.pdf",
    )
    site.put("/steer/report.pdf", good("steer"))
    article(site, "/links/article.html", *((one, "自评报告.pdf") for one in bad))
    steered = {"/steer/report.pdf": f"=1+\x1b[31m\u202e{TITLE}\u202c"}
    return [
        listing(site, "/links/", dict.fromkeys(bad, TITLE) | {"/links/article.html": TITLE}),
        listing(site, "/steer/", steered),
    ]


def endless(site: Site) -> str:
    """A listing whose every page has new entries and a next page, for ever."""

    def answer(number: int) -> Reply:
        site.put(f"/endless/{number + 1}.html", lambda ask: answer(number + 1))
        site.put(f"/endless/file{number}.pdf", good(f"endless{number}"))
        after = f'<a href="/endless/{number + 1}.html">下一页</a>'
        return html(page("绩效公开", f'<ul><li><a href="/endless/file{number}.pdf">{TITLE}</a></li></ul>{after}'))

    site.put("/endless/0.html", lambda ask: answer(0))
    return "/endless/0.html"


def heavy_page(site: Site) -> str:
    """A listing of many megabytes of markup, nested without end."""
    site.put("/heavy/", Reply(b"<div><a href='x'>" * 800_000, HTML))
    return "/heavy/"


def deep_page(site: Site) -> str:
    """A listing nested so deep that a careless reader runs out of stack."""
    site.put("/nested/", Reply(b"<html>" + b"<div>" * 200_000 + f"<a href='/nested/a.pdf'>{TITLE}</a>".encode(), HTML))
    return "/nested/"


def all_traps(site: Site) -> list[str]:
    return [*redirects(site), *bodies(site), *links(site), heavy_page(site), deep_page(site)]
