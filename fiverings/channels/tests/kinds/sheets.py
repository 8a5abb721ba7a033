"""Mails whose looks stand in style blocks: what must stand at their elements, and what must not."""

# ruff: noqa: E501 — as programs write it

STYLED = [  # the HTML, and what of its style blocks must stand at the elements
    (
        '<style type="text/css"><!-- /* a */ @font-face {font-family:Calibri} p.MsoNormal, li.MsoNormal {margin:0cm;font-size:11.0pt;font-family:"Calibri",sans-serif} a:link {color:#0563C1} @page W {size:612.0pt} div.W {page:W} --></style><div class=W><p class=MsoNormal>x <a href="https://x.example">y</a></p></div>',
        ["margin:0cm", "font-size:11.0pt", "Calibri", "color:#0563C1", 'class="MsoNormal"'],
    ),
    (
        "<style>body{margin:0;background:#f4f4f4}.wrap{width:600px;margin:0 auto;background:#ffffff}.cta{background:#0a7;color:#fff!important;padding:12px 24px;border-radius:4px}</style><body><table class=wrap><tr><td><a class='cta' style='color:blue' href='https://x.example'>Buy</a></td></tr></table></body>",
        ["background:#f4f4f4", "width:600px", "background:#0a7", "color:#fff", "padding:12px 24px"],
    ),
    (
        "<style>@media only screen and (max-width:600px){.c{width:100%!important}} .c{width:280px} .teaser{max-height:0;overflow:hidden}</style><div class=teaser>t</div><div class=c>x</div>",
        ["width:280px", "display:none"],
    ),
    ("<style>.hero{background:url(https://x.example/a.png) #123456}</style><p class=hero>x</p>", ["#123456"]),
    ("<style>table.grid > tbody td{border:1px solid #ccc}</style><table class=grid><tr><td>x</table>", ["solid #ccc"]),
    ("<style>#top h1, h2.big {font-size:28px}</style><div id=top><h1>x</h1></div>", ["font-size:28px"]),
    ('<style>p{color:red}</style><p style="color:green">x</p>', ["color:green"]),
]

NOT_STYLED = [  # the HTML, and what must not be in it
    ("<style media=print>p{color:red}</style><p>x</p>", ["color"]),
    ("<!--[if mso]><style>p{color:red}</style><![endif]--><p>x</p>", ["color"]),
    (
        "<style>@media (min-width:1px){p{color:red}} @supports (a:b){@media all{p{color:red}}}</style><p>x</p>",
        ["color"],
    ),
    (
        "<style>a[href^='https://a']{color:red} a:hover{color:red} p:not(.a){color:red}</style><p><a href='https://a.example'>x</a></p>",
        ["color"],
    ),
    ("<style>p{position:fixed;top:0;left:0;z-index:9;transform:scale(9);margin:-90px}</style><p>x</p>", ["style="]),
    ("<style>p{--a:url(//x.example/a);background:var(--a);content:url(//x.example/b)}</style><p>x</p>", ["x.example"]),
]
