"""The look of the house: templates, icons, styles and forms keep its rules, in every part."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template, TemplateDoesNotExist
from django.template.loader import get_template
from django.test import Client
from django.utils.safestring import mark_safe

from fiverings.core import slots
from fiverings.core.rendering import HouseForms
from fiverings.core.templatetags.looks import UnknownIcon, drawn, drawn_icons, icon, initials, modules, sheets

HOUSE = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(HOUSE.glob("*/templates/**/*.html"))
SHEETS = sorted(HOUSE.glob("*/static/**/*.css"))
SCRIPTS = sorted(HOUSE.glob("*/static/**/*.js"))

named = pytest.mark.parametrize


def name_of(path: Path) -> str:
    return str(path.relative_to(HOUSE))


def words_of(path: Path) -> str:
    return re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


@named("path", TEMPLATES, ids=name_of)
def test_every_template_compiles(path: Path) -> None:
    get_template(str(path).split("/templates/", 1)[1])


@named("path", TEMPLATES, ids=name_of)
def test_every_icon_that_a_template_names_is_drawn(path: Path) -> None:
    words = words_of(path)
    named = set(re.findall(r'{% icon "([^"]+)"', words)) | set(re.findall(r'\bicon="([^"]+)"', words))
    assert named <= drawn_icons()


@named("path", TEMPLATES, ids=name_of)
def test_no_template_carries_a_script_a_style_or_an_event_handler(path: Path) -> None:
    words = words_of(path)
    data_is_not_run = r'(?![^>]*\btype="application/json")'
    assert not re.search(rf"<script(?![^>]*\bsrc=){data_is_not_run}", words)
    assert not re.search(r"<style\b", words)
    assert not re.search(r"<[a-z][^>]*\sstyle=", words)
    assert not re.search(r"<[a-z][^>]*\son[a-z]+=", words)


@named("path", TEMPLATES, ids=name_of)
def test_every_template_that_a_template_includes_exists(path: Path) -> None:
    for included in re.findall(r'{% (?:include|extends) "([^"]+)"', words_of(path)):
        try:
            get_template(included)
        except TemplateDoesNotExist:
            pytest.fail(f"{included} does not exist")


def outer_rules(css: str) -> Iterator[str]:
    """What stands at the outermost level of a stylesheet: the head of each block, and each statement."""
    depth, head = 0, ""
    for character in re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL):
        if character == "{":
            if depth == 0:
                yield head.strip()
            depth, head = depth + 1, ""
        elif character == "}":
            depth, head = depth - 1, ""
        elif character == ";" and depth == 0:
            yield head.strip()
            head = ""
        elif depth == 0:
            head += character
    assert depth == 0, "a block is not closed"


@named("path", SHEETS, ids=name_of)
def test_every_stylesheet_lies_in_a_layer(path: Path) -> None:
    rules = list(outer_rules(path.read_text(encoding="utf-8")))
    assert rules
    assert all(rule.startswith("@layer ") for rule in rules)
    if path.relative_to(HOUSE).parts[0] != "core":
        assert rules == ["@layer parts"]


def test_every_stylesheet_and_every_script_is_linked() -> None:
    assert set(sheets()) == {str(path).split("/static/", 1)[1] for path in SHEETS}
    assert sheets()[0] == "core/css/layers.css"
    assert modules()[0] == "core/js/core.js"
    imported = set(re.findall(r'"\./([\w-]+\.js)"', "".join(path.read_text(encoding="utf-8") for path in SCRIPTS)))
    linked = {name.split("/")[-1] for name in modules()} | {"theme.js"}
    assert {path.name for path in SCRIPTS} == imported | linked


@named("path", SCRIPTS, ids=name_of)
def test_no_script_evaluates_words(path: Path) -> None:
    assert not re.search(r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write", path.read_text())


def test_htmx_writes_no_style_that_the_browser_would_refuse(client: Client) -> None:
    page = client.get("/", follow=True).content.decode()
    kept = json.loads(re.search("name=\"htmx-config\" content='([^']+)'", page)[1])
    assert not kept["includeIndicatorStyles"] and "style" not in kept["attributesToSettle"]


def test_an_icon_is_silent_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in icon("call")
    assert 'role="img" aria-label="They &lt;called&gt;"' in icon("call", label="They <called>")
    assert "data-flip" in icon("next")
    with pytest.raises(UnknownIcon):
        icon("unicorn")


@named(
    ("name", "size", "letters"),
    [("Ana", "", "An"), ("Ana", "s", "A"), ("Ana Flores", "", "AF"), ("José Luis Ortega", "", "JO"), ("", "", "?")],
)
def test_an_avatar_shows_initials(name: str, size: str, letters: str) -> None:
    assert initials(name, size) == letters


class Asking(forms.Form):
    """A form with a field of each kind that looks different."""

    number = forms.CharField(help_text="As they say it.")
    agrees = forms.BooleanField()
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)

    default_renderer = HouseForms

    def clean(self) -> None:
        raise forms.ValidationError("Nothing of this fits together.")


def test_a_form_says_beside_each_field_how_to_mend_it() -> None:
    page = str(Asking({"number": "", "agrees": ""}))
    assert 'role="alert"' in page
    assert "Nothing of this fits together." in page
    assert 'aria-describedby="id_number_helptext id_number_error"' in page
    assert 'id="id_number_error"' in page
    assert 'class="tick"' in page
    assert page.count('type="hidden"') == 1


def test_a_panel_brings_its_own_context() -> None:
    panel = slots.Panel("Open", "components/done.html", {"words": "All 14 have a next step."})
    page = Template("{% show_panel panel %}{{ words }}").render(Context({"panel": panel, "words": "outside"}))
    assert "All 14 have a next step." in page
    assert page.endswith("outside")


def test_a_browser_that_asks_for_the_mark_at_the_usual_address_is_led_to_it(client: Client) -> None:
    assert client.get("/favicon.ico").headers["Location"].endswith("core/mark.svg")


def test_what_was_drawn_of_safe_words_is_not_drawn_of_others(db: None) -> None:
    hostile = "<img src=x>"
    once = drawn("components/avatar.html", name=mark_safe(hostile))
    assert once == drawn("components/avatar.html", name=hostile) and hostile not in once


def test_a_list_of_choices_asks_to_choose_in_the_same_words_everywhere() -> None:
    plain = forms.ChoiceField(choices=[("", "---------"), ("x", "X")])
    named = forms.ChoiceField(choices=[("", "Nobody"), ("x", "X")])
    shown = [field.widget.render("who", "", renderer=HouseForms()) for field in (plain, named)]
    assert [">Choose…</option>" in each for each in shown] == [True, False]
    assert all("----" not in each for each in shown) and ">Nobody</option>" in shown[1]
