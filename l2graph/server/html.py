"""A portrait as HTML: every word of a text is escaped, and only web addresses become links."""

from __future__ import annotations

from html import escape

from l2graph.server.portraits import Link, Portrait, Said

WEB = ("http://", "https://")
# Control characters show as such; marks that would turn round what stands beside them are left out
CONTROL: dict[int, str | None] = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127), "�")
CONTROL |= dict.fromkeys((*range(8234, 8239), *range(8294, 8298)))


def write_page(portrait: Portrait, base: str) -> bytes:
    """Return the page; what lies below the base of the data is linked to on this server."""
    title = _escape(portrait.label)
    forms = "".join(f'<a href="{_escape(_local(portrait.iri, base))}{suffix}">{name}</a> ' for suffix, name in ALTERNATIVES.items())
    claims = "".join(_claim(said, base) for said in portrait.claims)
    more = "<p>There are more claims; ask for them on the <a href='/query'>query page</a>.</p>" if portrait.more else ""
    text = f"<h2>Text</h2><div class='text' dir='auto'>{_escape(portrait.text)}</div>" if portrait.text else ""
    rows = "".join(f"<tr><th scope='row'>{_link(p, base)}</th><td dir='auto'>{_link(v, base)}</td></tr>" for p, v in portrait.properties)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/query/thing.css">
<link rel="alternate" type="text/turtle" href="{_escape(_local(portrait.iri, base))}.ttl">
<link rel="alternate" type="application/ld+json" href="{_escape(_local(portrait.iri, base))}.jsonld">
</head>
<body>
<header><nav aria-label="Site"><a href="/">Graph</a> <a href="/query">Query</a></nav></header>
<main>
<p class="kind">{_escape(portrait.kind)}</p>
<h1 dir="auto">{title}</h1>
<p class="iri">{_escape(portrait.iri)}</p>
<p>As data: {forms}</p>
<h2>Claims</h2>
{claims or "<p>None.</p>"}{more}
<h2>Properties</h2>
<table><tbody>{rows}</tbody></table>
{text}
</main>
</body>
</html>
""".encode("utf-8", "replace")


ALTERNATIVES = {".ttl": "Turtle", ".jsonld": "JSON-LD", ".nt": "N-Triples", ".rdf": "RDF/XML"}


def _claim(said: Said, base: str) -> str:
    by = f"said by {_link(said.by, base)}" if said.by else ""
    by += f", passed on by {_link(said.via, base)}" if said.via else ""
    details = "; ".join([*(_escape(part) for part in (said.role, said.when, said.manner) if part), *([by] if by else [])])
    own = _link(Link("the claim", said.iri), base)
    source = f"<p class='source'>{_link(said.document, base)} · {own}</p>"
    return (
        f"<article><h3 dir='auto'>{_link(said.subject, base)} <span class='property'>{_escape(said.predicate.text)}</span> "
        f"{_link(said.object, base)}</h3><p class='manner'>{details}</p>"
        + (f"<blockquote dir='auto'>{_escape(said.quote)}</blockquote>" if said.quote else "")
        + (source if said.document else "")
        + "</article>\n"
    )


def _link(link: Link | None, base: str) -> str:
    if link is None:
        return ""
    if link.iri.startswith(base):
        return f'<a href="{_escape(_local(link.iri, base))}">{_escape(link.text)}</a>'
    if link.iri.startswith(WEB):
        return f'<a href="{_escape(link.iri)}" rel="noopener nofollow">{_escape(link.text)}</a>'
    return _escape(link.text)


def _local(iri: str, base: str) -> str:
    """Return where a thing's page is on this server."""
    return "/" + iri.removeprefix(base).lstrip("/") if iri.startswith(base) else iri  # two slashes would be another host


def _escape(text: str) -> str:
    return escape(text.translate(CONTROL), quote=True)
