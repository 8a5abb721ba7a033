"""Templates: what is prepared for an answer, as it reads on a case, and taken into a draft."""

from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from fiverings.conversations.models import Template
from fiverings.core.doors import door
from fiverings.core.noting import find

from ..models import Prepared
from .finding import me, the_case

router = Router()


class TemplateOut(Schema):
    """Prepared words, filled in for one case."""

    id: int = Field(alias="template.id")
    name: str = Field(alias="template.name")
    language: str = Field(alias="template.language")
    team: int | None = Field(alias="template.team_id", description="Null for one of all teams.")
    words: str = Field(description="Filled in; as they were prepared where something is missing.")
    plain: str = Field(description="The same as a customer reads them where there is no HTML.")
    html: str = Field(description="The same with its marks as HTML; empty where it holds none.")
    missing: str = Field(description="What is not known here; empty when it can be taken.")


class TemplatesOut(Schema):
    """What there is for an answer, the nearest to the customer's language first."""

    templates: list[TemplateOut]


@router.get("/cases/{number}/templates", response=TemplatesOut, summary="Read the templates for an answer on a case")
@door(scope="cases:read", right="cases.reply")
def on_a_case(request: HttpRequest, number: str) -> dict[str, Any]:
    """Each as it reads there for its customer and from you; nothing is written."""
    prepared: list[Prepared] = the_case(request, number).prepared(by=me(request))
    return {"templates": prepared}


@router.get("/cases/{number}/templates/{template}", response=TemplateOut, summary="Read one template on a case")
@door(scope="cases:read", right="cases.reply")
def rendered(request: HttpRequest, number: str, template: int) -> Prepared:
    """Filled in for its customer and from you, as words and as HTML; nothing is written."""
    found = find(request, Template.objects.visible_to(me(request)).standing().answers(), pk=template)
    return the_case(request, number).prepare(found, by=me(request))
