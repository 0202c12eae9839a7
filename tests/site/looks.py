"""What three site builders make of a list of articles: the same content, three kinds of markup."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from tests.site.server import HTML, Ask, Handler, Reply, Site

GBK_HTML = "text/html; charset=GBK"
PER_PAGE = 5


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of an article: its printed name and its body."""

    name: str
    body: bytes
    media: str = "application/pdf"


@dataclass(frozen=True, slots=True)
class Post:
    """An article: title, day as 2024-03-15, who published it, its files."""

    title: str
    day: str
    publisher: str
    files: tuple[Attachment, ...] = ()


def page(title: str, body: str, head: str = "") -> str:
    menu = '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/about.html">关于我们</a></li></ul>'
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{menu}{body}</body></html>"


def html(text: str, encoding: str = "utf-8", validator: str = "both") -> Reply:
    return Reply(text.encode(encoding), GBK_HTML if encoding == "gb18030" else HTML, validator=validator)


def in_pages(posts: Sequence[Post], size: int = PER_PAGE) -> list[list[tuple[int, Post]]]:
    numbered = list(enumerate(posts, start=1))
    return [numbered[start : start + size] for start in range(0, len(numbered), size)] or [[]]


def hanweb(site: Site, root: str, posts: Sequence[Post]) -> str:
    """大汉: GBK; entries in a data island, more by dataproxy.jsp; files by downfile.jsp with their names in raw GBK."""
    groups = in_pages(posts)
    for number, group in enumerate(groups, start=1):
        records = "".join(
            f"<record><![CDATA[<li><a href='{hanweb_article(root, n, post)}' title='{escape(post.title)}'>"
            f"{escape(post.title[:12])}...</a><span>{post.day}</span></li>]]></record>"
            for n, post in group
        )
        following = f"{root}/module/web/jpage/dataproxy.jsp?page={number + 1}&amp;columnid=12"
        after = f"<nextgroup><![CDATA[<a href='{following}'></a>]]></nextgroup>" if number < len(groups) else ""
        island = f"<datastore>{after}<recordset>{records}</recordset></datastore>"
        if number == 1:
            body = f'<div class="default_pgContainer"><script type="text/xml">{island}</script></div>'
            site.put(f"{root}/col/col12/index.html", html(page("绩效公开", body), "gb18030"))
        else:
            path = f"{root}/module/web/jpage/dataproxy.jsp?page={number}&columnid=12"
            text = f"<?xml version='1.0' encoding='GBK'?>{island}"
            site.put(path, Reply(text.encode("gb18030"), "text/xml;charset=GBK", validator="both"))
    for number, post in enumerate(posts, start=1):
        links = ""
        for order, file in enumerate(post.files):
            path = f"{root}/module/download/downfile.jsp?classid=0&filename={number:04}{order}.pdf"
            name = f'attachment; filename="{file.name}"'.encode("gb18030")
            site.put(path, Reply(file.body, file.media, headers=((b"Content-Disposition", name),), validator="both"))
            links += f'<p><a href="{path.replace("&", "&amp;")}">{escape(file.name)}</a></p>'
        head = f'<meta name="PubDate" content="{post.day} 09:30"><meta name="ContentSource" content="{post.publisher}">'
        body = f'<h1>{escape(post.title)}</h1><div id="zoom"><p>现予公开。</p>{links}</div>'
        site.put(hanweb_article(root, number, post), html(page(post.title, body, head), "gb18030"))
    return f"{root}/col/col12/index.html"


def hanweb_article(root: str, number: int, post: Post) -> str:
    year, month, day = (int(part) for part in post.day.split("-"))
    return f"{root}/art/{year}/{month}/{day}/art_12_{number}.html"


def trs(site: Site, root: str, posts: Sequence[Post]) -> str:
    """TRS: static pages by createPageHTML, relative links, files beside their article."""
    groups = in_pages(posts)
    for number, group in enumerate(groups):
        items = "".join(
            f'<li><a href="./{trs_article(n, post)}" target="_blank">{escape(post.title)}</a>'
            f"<span>{post.day}</span></li>"
            for n, post in group
        )
        script = f'<script>createPageHTML({len(groups)}, {number}, "index", "html");</script>'
        name = "index.html" if number == 0 else f"index_{number}.html"
        site.put(f"{root}/{name}", html(page("绩效评价", f'<ul class="list">{items}</ul>{script}')))
    for number, post in enumerate(posts, start=1):
        month = post.day[:7].replace("-", "")
        links = ""
        for order, file in enumerate(post.files):
            name = f"P0{post.day.replace('-', '')}{number:06}{order}.pdf"
            site.put(f"{root}/{month}/{name}", Reply(file.body, file.media, validator="both"))
            links += f'<p><a href="./{name}">{escape(file.name)}</a></p>'
        head = f'<meta name="ContentSource" content="{post.publisher}">'
        body = f"<h1>{escape(post.title)}</h1><p>发布时间：{trs_day(post.day)}</p><div class='TRS_Editor'>{links}</div>"
        site.put(f"{root}/{trs_article(number, post)}", html(page(post.title, body, head)))
    return f"{root}/index.html"


def trs_day(day: str) -> str:
    year, month, date = (int(part) for part in day.split("-"))
    return f"{year}年{month}月{date}日"


def trs_article(number: int, post: Post) -> str:
    return f"{post.day[:7].replace('-', '')}/t{post.day.replace('-', '')}_{number}.html"


def boda(site: Site, root: str, posts: Sequence[Post]) -> str:
    """博达: dynamic, no validators; a session cookie and the article as Referer, or no file; names by filename*."""
    groups = in_pages(posts)
    for number, group in enumerate(groups):
        up = "../" if number else ""
        items = "".join(
            f'<li id="line_u8_{n}"><a href="{up}info/1011/{1000 + n}.htm" title="{escape(post.title)}">'
            f"{escape(post.title)}</a><span>[{post.day}]</span></li>"
            for n, post in group
        )
        after = boda_list(len(groups), number + 1).rsplit("/", 1)[-1]
        link = f'<a class="Next" href="{"" if number else "jxgk/"}{after}">下页</a>' if number + 1 < len(groups) else ""
        cookie = ((b"Set-Cookie", b"JSESSIONID=A1B2; Path=/; HttpOnly"),)
        text = page("绩效公开", f'<div class="list"><ul>{items}</ul>{link}</div>')
        site.put(f"{root}/{boda_list(len(groups), number)}", Reply(text.encode(), headers=cookie))
    for number, post in enumerate(posts, start=1):
        article = f"{root}/info/1011/{1000 + number}.htm"
        links = ""
        for order, file in enumerate(post.files):
            path = f"{boda_download(root)}&wbfileid={1000 + number}{order}"
            site.put(path, boda_file(site, article, file))
            links += f'<li>附件【<a href="{path.replace("&", "&amp;")}" target="_blank">{escape(file.name)}</a>】</li>'
        body = (
            f"<form><h1>{escape(post.title)}</h1><div>日期：{post.day}　来源：{post.publisher}　点击：[12]</div>"
            f'<div id="vsb_content"><p>现予公开。</p></div><ul>{links}</ul></form>'
        )
        site.put(article, html(page(post.title, body), validator=""))
    return f"{root}/{boda_list(len(groups), 0)}"


def boda_list(count: int, number: int) -> str:
    """The first page is jxgk.htm; the older ones are numbered downwards, jxgk/2.htm, jxgk/1.htm."""
    return "jxgk.htm" if number == 0 else f"jxgk/{count - number}.htm"


def boda_download(root: str) -> str:
    # The script stands at the root of its host; here every site has a folder.
    return f"{root}/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1234"


def boda_file(site: Site, article: str, file: Attachment) -> Handler:
    def answer(ask: Ask) -> Reply:
        if ask.headers.get("referer") != site.url(article) or "JSESSIONID=A1B2" not in ask.headers.get("cookie", ""):
            return Reply("<html><script>alert('请从文章页下载')</script></html>".encode(), status=403)
        name = "".join(f"%{octet:02X}" for octet in file.name.encode())
        header = f"attachment; filename=\"download.pdf\"; filename*=UTF-8''{name}".encode()
        return Reply(file.body, "application/octet-stream", headers=((b"Content-Disposition", header),))

    return answer
