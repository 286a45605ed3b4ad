# ruff: noqa: E501  (markup and sentences are easier to read whole)
"""Layouts of pages in which an article may be found, in the manner of many content systems and outlets."""

import json
from collections.abc import Callable
from html import escape

from stories import Story

NAV = ("Accueil", "Politique", "Économie", "Société", "Culture", "Sports", "Monde", "Vidéos")
HEADLINES = (
    "Le budget de la ville adopté après onze heures de débat",
    "Basket : les Aiglons l'emportent sur le fil",
    "Pourquoi le prix des tomates flambe",
    "Un troupeau de chèvres bloque la rocade",
    "Grève des bacs : reprise du service mardi",
    "Cinéma : trois films à voir ce week-end",
)
TEASERS = (
    "La séance s'est achevée à l'aube. Les élus ont finalement trouvé un compromis sur les transports.",
    "Menés à la pause, les joueurs de Benali ont renversé la partie dans les dernières secondes. Récit.",
    "Gel tardif, transport plus cher : plusieurs causes se cumulent. Les détaillants s'attendent à une accalmie.",
)
COOKIES = "Nous utilisons des cookies pour mesurer l'audience et personnaliser les publicités. Vous pouvez les refuser."
NEWSLETTER = "Recevez chaque matin notre newsletter : l'essentiel de l'actualité dans votre boîte."
COMMENTS = (
    ("Momo75", "Bravo pour cet article, on en parle trop peu. Ma tante habite là-bas et elle confirme tout."),
    ("Lectrice du Sud", "Et combien cela va-t-il encore coûter aux contribuables ? Personne ne le dit jamais."),
)
LOREM_FOOTER = (
    "Premier site d'information de la région, notre rédaction compte douze journalistes. Fondé en 1998, le titre "
    "appartient à ses lecteurs."
)


def paragraphs(story: Story, tag: str = "p", sub: str = "h2", css: str = "") -> str:
    """Return the paragraphs of a story as elements."""
    mark = f' class="{css}"' if css else ""
    return "\n".join(
        f"<{sub}>{escape(p[3:], quote=False)}</{sub}>"
        if p.startswith("## ")
        else f"<{tag}{mark}>{escape(p, quote=False)}</{tag}>"
        for p in story.paragraphs
    )


def lead(story: Story, tag: str = "p", css: str = "chapo") -> str:
    return f'<{tag} class="{css}">{escape(story.lead, quote=False)}</{tag}>' if story.lead else ""


def json_ld(story: Story, kind: str = "NewsArticle", **more: object) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": story.title,
        "datePublished": f"{story.published}T08:30:00+01:00",
        "dateModified": "2025-06-01T10:00:00+01:00",
        "author": [{"@type": "Person", "name": story.author}],
        "publisher": {"@type": "Organization", "name": story.outlet, "logo": {"@type": "ImageObject", "url": "/l.png"}},
        **more,
    }
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def open_graph(story: Story, suffix: bool = True) -> str:
    title = f"{story.title} - {story.outlet}" if suffix else story.title
    return (
        f'<meta property="og:title" content="{escape(title)}"><meta property="og:site_name" content="{escape(story.outlet)}">'
        f'<meta property="og:type" content="article"><meta property="og:description" content="{escape(story.lead or story.title)}">'
    )


def head(story: Story, *extra: str, title: str = "{title} | {outlet}") -> str:
    name = title.format(title=story.title, outlet=story.outlet)
    return f'<head><meta charset="utf-8"><title>{escape(name, quote=False)}</title>{"".join(extra)}</head>'


def nav(tag: str = "nav") -> str:
    return f"<{tag} class='menu'><ul>" + "".join(f'<li><a href="#">{n}</a></li>' for n in NAV) + f"</ul></{tag}>"


def related(tag: str = "aside", title: str = "À lire aussi", teasers: bool = False) -> str:
    items = "".join(
        f'<li><a href="#">{h}</a>{"<p>" + TEASERS[i] + "</p>" if teasers and i < 3 else ""}</li>'
        for i, h in enumerate(HEADLINES[:4])
    )
    return f'<{tag} class="related"><h3>{title}</h3><ul>{items}</ul></{tag}>'


def comments() -> str:
    items = "".join(f'<li class="comment"><b class="fn">{n}</b><p>{t}</p><a>Répondre</a></li>' for n, t in COMMENTS)
    return (
        f'<div id="comments"><h3>2 commentaires</h3><ol class="comment-list">{items}</ol>'
        "<h3>Laisser un commentaire</h3><p>Votre adresse e-mail ne sera pas publiée.</p><form><textarea></textarea></form></div>"
    )


def share() -> str:
    return '<div class="share"><a>Facebook</a> <a>Twitter</a> <a>WhatsApp</a> <a>Imprimer</a></div>'


def footer(story: Story) -> str:
    return (
        f"<footer><p>{LOREM_FOOTER}</p><ul><li>Qui sommes-nous ?</li><li>Mentions légales</li><li>Contact</li></ul>"
        f"<p>© 2025 {escape(story.outlet)}. Tous droits réservés.</p></footer>"
    )


def page(story: Story, header: str, body: str) -> str:
    return f'<!DOCTYPE html>\n<html lang="fr">{header}<body>{body}</body></html>'


def wordpress(s: Story) -> str:
    return page(
        s,
        head(s, open_graph(s), json_ld(s)),
        f"<div id='cookie-law'><p>{COOKIES}</p><button>Accepter</button></div><header>{nav()}</header><main><article class='post'>"
        f"<header class='entry-header'><h1 class='entry-title'>{s.title}</h1><div class='entry-meta'>Par <a rel='author'>{s.author}</a> "
        f"<time class='entry-date published' datetime='{s.published}'>{s.spelled}</time></div></header><div class='entry-content'>"
        f"{lead(s, 'p', 'intro')}{paragraphs(s)}{share()}</div><footer class='entry-footer'>Étiquettes : région, société</footer></article>"
        f"{related(title='Articles similaires')}{comments()}</main>{footer(s)}",
    )


def newspaper_theme(s: Story) -> str:
    return page(
        s,
        head(s, open_graph(s), title="{title} - {outlet}"),
        f"<div class='td-header-top'><div class='td-weather'>21.4<sup>C</sup> Casablanca</div><div class='td_data_time'>vendredi 7 mars 2025"
        f"</div></div>{nav('div')}<div class='td-crumb'>Accueil &gt; Société</div><article><h1 class='tdb-title-text'>{s.title}</h1>"
        f"<div class='td-post-author-name'>Par <a>{s.author}</a></div><time class='td-module-date' datetime='{s.published}T09:00:00+00:00'>"
        f"{s.spelled}</time>{share()}<div class='td-post-content tagdiv-type'>{lead(s, 'p', '')}"
        f"<div class='td-a-rec'><span>- Advertisement -</span></div>{paragraphs(s, sub='h3')}<p>spot_img</p></div></article>"
        f"<div class='td_block_related'><h4>À lire aussi</h4>"
        + "".join(f"<h3><a>{h}</a></h3>" for h in HEADLINES)
        + f"</div>{footer(s)}",
    )


def drupal(s: Story) -> str:
    return page(
        s,
        head(
            s,
            f'<meta name="dcterms.date" content="{s.published}"><meta name="dcterms.title" content="{escape(s.title)}">',
        ),
        f"{nav('div')}<div class='region-content'><h1 class='page-title'>{s.title}</h1><div class='node node--type-article'>"
        f"<div class='submitted'>Soumis par {s.author} le {s.spelled}</div><div class='field field--name-field-chapo'>{s.lead}</div>"
        f"<figure><img><figcaption>Vue générale du site. Photo : archives</figcaption></figure>"
        f"<div class='field field--name-body'>{paragraphs(s)}</div><div class='field--name-field-tags'>Mots-clés : région</div></div>"
        f"<div class='view-most-read'><h2>Les plus lus</h2>"
        + "".join(f"<div>{h}</div>" for h in HEADLINES)
        + f"</div></div>{footer(s)}",
    )


def spip(s: Story) -> str:
    return page(
        s,
        head(s, '<meta name="generator" content="SPIP 3.2">', title="{title} - {outlet}"),
        f"<div id='conteneur'><div id='entete'><a>{s.outlet}</a></div><div id='contenu'><div class='cartouche'><p id='hierarchie'>Accueil "
        f"&gt; Actualités &gt; Société</p><h1 class='titre entry-title'>{s.title}</h1><p class='info-publi'>publié le <abbr "
        f"class='published' title='{s.published}'>{s.spelled}</abbr> par <span class='vcard author'>{s.author}</span></p></div>"
        f"<div class='chapo surlignable'><p>{s.lead}</p></div><div class='texte entry-content'>{paragraphs(s, sub='h3', css='spip')}</div>"
        f"<div class='forum'><h2>Vos commentaires</h2><ul><li><p>{COMMENTS[0][1]}</p></li><li><p>{COMMENTS[1][1]}</p></li></ul></div></div>"
        f"<div id='extra'><h2>Dans la même rubrique</h2><ul>"
        + "".join(f"<li>{h}</li>" for h in HEADLINES)
        + f"</ul></div></div>{footer(s)}",
    )


def joomla_table(s: Story) -> str:
    text = "<br><br>".join(
        p.removeprefix("## ") if not p.startswith("## ") else f"<b>{p[3:]}</b>" for p in s.paragraphs
    )
    return (
        f"<html><head><title>{s.title}</title><meta http-equiv='Content-Type' content='text/html; charset=utf-8'></head><body>"
        f"<table width=980><tr><td colspan=3>{' | '.join(NAV)}</td></tr><tr><td width=180 valign=top>"
        + "".join(f"<a>{h}</a><br>" for h in HEADLINES)
        + f"</td><td><table class=contentpaneopen><tr><td class=contentheading>{s.title}</td></tr><tr><td class=createdate>{s.spelled}</td>"
        f"</tr><tr><td valign=top><b>{s.lead}</b><br><br>{text}</td></tr></table></td><td width=200><b>Sondage</b><br>Êtes-vous satisfait "
        f"des transports ?<br>Oui<br>Non</td></tr></table><center>Copyright 2025 {s.outlet}</center></body></html>"
    )


def national_daily(s: Story) -> str:
    return page(
        s,
        head(s, open_graph(s, suffix=False), json_ld(s, isAccessibleForFree=True)),
        f"<div class='Header'>{nav()}<a>Se connecter</a><a>S'abonner</a></div><section class='zone--article'><ul class='breadcrumb'><li>"
        f"Économie</li></ul><article class='article__wrapper'><header class='article__header'><h1 class='article__title'>{s.title}</h1>"
        f"<p class='article__desc'>{s.lead}</p><span class='meta__author'>Par {s.author}</span><span class='meta__date'>Publié le {s.spelled}"
        f" à 06h15, modifié à 11h02</span><span>Temps de Lecture 4 min.</span></header><section class='article__content'>"
        f"{paragraphs(s, css='article__paragraph')}<p class='article__status'>Il vous reste 62.5% de cet article à lire. La suite est réservée"
        f" aux abonnés.</p></section></article><section class='catcher'><p>{NEWSLETTER}</p></section></section>"
        f"{related('section', 'Dans la même rubrique', teasers=True)}{footer(s)}",
    )


def regional_daily(s: Story) -> str:
    paras = paragraphs(s).split("\n")
    paras.insert(2, f"<div class='read-also'><p>Lire aussi : {HEADLINES[0]}</p></div>")
    return page(
        s,
        head(s, open_graph(s), json_ld(s)),
        f"{nav()}<main><article><h1>{s.title}</h1><div class='info'><span>{s.outlet}</span> <span class='author'>{s.author}</span>"
        f"<time datetime='{s.published}T17:20'>Publié le {s.spelled} à 17h20</time></div>"
        f"<h2 class='lead'>{s.lead}</h2><figure><img><figcaption>Une foule nombreuse s'est déplacée. | {s.outlet.upper()}</figcaption></figure>"
        f"<div class='su-article-body'>{chr(10).join(paras)}</div>{share()}</article>"
        f"<section class='bloc-newsletter'><h2>Newsletter</h2><p>{NEWSLETTER}</p></section></main>{footer(s)}",
    )


def hashed_classes(s: Story) -> str:
    return page(
        s,
        head(s, json_ld(s), open_graph(s), title="{title} | {outlet}"),
        f"<div id='app'><div class='sc-1x9z'><div class='sc-ab3'>Menu</div>{nav('div')}</div><div class='sc-9kk2'><div class='sc-77q'>"
        f"<h1 class='sc-h1-0'>{s.title}</h1><div class='sc-lead-2'>{s.lead}</div><div class='sc-by-1'>{s.author}</div><div class='sc-dt-4'>"
        f"Publié à 4 h 00 HNE</div></div><div class='sc-body-8'>{paragraphs(s, css='sc-p-6')}</div><div class='sc-rel'><h2>À lire aussi :</h2>"
        "<ul>" + "".join(f"<li>{h}</li>" for h in HEADLINES[:3]) + f"</ul></div></div></div>{footer(s)}",
    )


def portal_articlebody(s: Story) -> str:
    return page(
        s,
        head(s, open_graph(s)),
        f"{nav('div')}<div itemscope itemtype='http://schema.org/NewsArticle'><h1 itemprop='headline'>{s.title}</h1>"
        f"<meta itemprop='datePublished' content='{s.published}'><span itemprop='author'>{s.author}</span>{share()}"
        f"<div itemprop='articleBody'>{lead(s)}{paragraphs(s)}</div></div><div class='most'><h3>Les plus lus</h3>"
        + "".join(f"<p>{t}</p>" for t in TEASERS)
        + f"</div>{comments()}{footer(s)}",
    )


def amp(s: Story) -> str:
    return (
        f"<!doctype html><html ⚡ lang='fr'>{head(s, json_ld(s))}<body><amp-sidebar><ul>"
        + "".join(f"<li>{n}</li>" for n in NAV)
        + f"</ul></amp-sidebar><article><h1>{s.title}</h1><p class='date'>{s.spelled}</p><p><strong>{s.lead}</strong></p>"
        f"{paragraphs(s)}<amp-ad></amp-ad></article><amp-consent><p>{COOKIES}</p></amp-consent></body></html>"
    )


def blogger(s: Story) -> str:
    text = "<br/>\n<br/>\n".join(p.removeprefix("## ") for p in ([s.lead] if s.lead else []) + list(s.paragraphs))
    return page(
        s,
        head(s, title="{outlet}: {title}"),
        f"<div class='header'><h1>{s.outlet}</h1><p class='description'>Chroniques d'ici et d'ailleurs</p></div><h2 class='date-header'>"
        f"<span>{s.spelled}</span></h2><div class='post hentry'><h3 class='post-title entry-title'>{s.title}</h3><div class='post-body "
        f"entry-content'>{text}</div><div class='post-footer'>Publié par <span class='fn'>{s.author}</span> à <abbr class='published' "
        f"title='{s.published}T07:00:00-07:00'>07:00</abbr></div></div><div class='sidebar'><h2>Archives</h2><ul><li>2025</li><li>2024</li>"
        f"</ul><h2>Qui suis-je ?</h2><p>Curieux de tout, je tiens ce carnet depuis dix ans. Écrivez-moi !</p></div>",
    )


def agency(s: Story) -> str:
    return page(
        s,
        head(s, f'<meta name="date" content="{s.published}">'),
        f"<div class='topbar'>English | العربية | Español</div>{nav()}<div class='depeche'><h1>{s.title}</h1><p class='datep'>{s.spelled}</p>"
        f"{lead(s, 'p', 'gras')}{paragraphs(s)}<p>AGT/{s.author[:2].upper()}</p></div>{related('div', 'Dernières actualités')}{footer(s)}",
    )


def print_view(s: Story) -> str:
    return (
        f"<html><head><title>Imprimer - {s.title}</title></head><body onload='window.print()'><p>{s.outlet}</p><hr><h1>{s.title}</h1>"
        f"<p>{s.spelled}</p><p><i>{s.lead}</i></p>{paragraphs(s)}<hr><p>Article imprimé depuis le site de {s.outlet}</p></body></html>"
    )


def div_soup(s: Story) -> str:
    return page(
        s,
        head(s, open_graph(s)),
        f"<div><div><div>{''.join(f'<span><a href=#>{n}</a></span>' for n in NAV)}</div></div><div><div><div>{s.title}</div><div>{s.spelled}"
        f"</div><div>{s.lead}</div>{paragraphs(s, 'div', 'div')}</div><div>{''.join(f'<div><a href=#>{h}</a></div>' for h in HEADLINES)}</div>"
        f"</div><div>© {s.outlet}</div></div>",
    )


def magazine(s: Story) -> str:
    paras = paragraphs(s).split("\n")
    paras.insert(
        1,
        f"<blockquote class='pullquote'></blockquote><div class='inline-related'><span>À lire</span><a>{HEADLINES[2]}</a></div>",
    )
    return page(
        s,
        head(s, open_graph(s, suffix=False), json_ld(s, kind=["Article", "NewsArticle"])),
        f"<div class='paywall-banner'><p>Abonnez-vous à partir de 1 €</p></div>{nav()}<article><div class='rubrique'>Reportage</div>"
        f"<h1>{s.title}</h1><div class='standfirst'>{s.lead}</div><div class='byline'>Par {s.author}</div><div class='pub'>Publié le "
        f"{s.spelled}</div><div class='wysiwyg'>{chr(10).join(paras)}</div><div class='author-box'><h4>{s.author}</h4><p>Journaliste à "
        f"{s.outlet} depuis 2015, {s.author.split()[0]} suit les questions de société.</p></div></article>{related(teasers=True)}{footer(s)}",
    )


def unclosed(s: Story) -> str:
    body = "\n<p>".join(p.removeprefix("## ") for p in ([s.lead] if s.lead else []) + list(s.paragraphs))
    return (
        f"<html><head><title>{s.title} - {s.outlet}</title><body><ul><li>{'<li>'.join(NAV)}</ul><h1>{s.title}</h1><p>Par {s.author}, le "
        f"{s.spelled}<p>{body}<p>Partager sur Facebook<p>© {s.outlet} - Tous droits réservés"
    )


def two_articles(s: Story) -> str:
    return page(
        s,
        head(s, open_graph(s), json_ld(s)),
        f"{nav()}<main><article id='a1'><h1>{s.title}</h1><div class='byline'>{s.author} - {s.spelled}</div>{lead(s)}{paragraphs(s)}</article>"
        f"<div class='next'><h2>Article suivant</h2><div class='card'><h3>{HEADLINES[1]}</h3><p>{TEASERS[1]}</p></div></div></main>"
        f"<aside><h3>Météo</h3><p>Rabat 19°C</p><h3>Horaires de prière</h3><p>Fajr 05:12</p></aside>{footer(s)}",
    )


def meta_only(s: Story) -> str:
    return page(
        s,
        head(
            s,
            open_graph(s),
            f'<meta property="article:published_time" content="{s.published}T11:00:00+00:00"><meta name="author" content="{s.author}">',
        ),
        f"<div class='ticker'>{' • '.join(HEADLINES)}</div>{nav('div')}<div class='content'><h1>{s.title}</h1>{lead(s, 'h2', 'subtitle')}"
        f"<div class='text'>{paragraphs(s)}</div>{share()}</div>{comments()}{footer(s)}",
    )


PAGES: tuple[Callable[[Story], str], ...] = (
    wordpress, newspaper_theme, drupal, spip, joomla_table, national_daily, regional_daily, hashed_classes, portal_articlebody,
    amp, blogger, agency, print_view, div_soup, magazine, unclosed, two_articles, meta_only,
)  # fmt: skip
