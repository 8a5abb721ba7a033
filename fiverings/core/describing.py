"""The API describes itself: to what each part says of its endpoints, this adds what all of them share.

How one comes in, the scope and the right that the door asks for, the problems that may be answered, and the key by
which an act is done once.
"""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from fiverings.core.once import HEADER, LONGEST
from fiverings.core.problems import MEDIA_TYPE, READS
from fiverings.core.rights import RIGHTS

WAYS_IN = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "sessionid",
        "description": "The session of somebody who signed in. What changes something also sends the page's token as"
        " `X-CSRFToken`.",
    },
    "key": {
        "type": "http",
        "scheme": "bearer",
        "description": "A personal key, which acts as its person, or a key of the house, which acts as a program with"
        " roles of its own.",
    },
}

PROBLEMS = {
    "401": ("Unknown", "Nobody came in: sign in, or send a key that works."),
    "403": ("NotAllowed", "The key lacks the scope `x-scope`, or its person the right `x-right`."),
    "404": ("NotThere", "There is no such record, or none that you may see; the answer is the same."),
    "409": ("Refused", "It cannot be done now; `detail` says why, `code` names the refusal."),
    "422": ("Misshapen", "The request is not of the form described; `errors` names the places."),
    "429": ("TooOften", "This key asks too often; `Retry-After` says how many seconds to wait."),
}

PROBLEM = {
    "title": "Problem",
    "type": "object",
    "description": "Why a request was not answered, as RFC 9457 describes it.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "Always about:blank; `code` tells refusals apart."},
        "title": {"type": "string", "description": "The status in words."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence for people, in the language of who asks."},
        "code": {"type": "string", "description": "The name of the refusal, for programs."},
        "missing": {
            "type": "array",
            "items": {"type": "object"},
            "description": "What is missing, where a gate refuses.",
        },
        "errors": {"type": "array", "items": {"type": "object"}, "description": "What is misshapen, and where."},
    },
}

ONCE = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST},
    "description": "A new random text for each act. The request may be sent again with it for a day: it is acted on"
    " once, and the first answer is given again with `Idempotency-Replayed: true`.",
}

ABOUT = (
    "Every act of the pages, for programs. Times are in UTC, lists come in pages, problems as application/problem+json."
)


class DescribedAPI(NinjaAPI):
    """An API whose description names, for each operation, who may, what may go wrong, and how to repeat it safely."""

    def get_openapi_schema(self, **more: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**more)
        parts = schema["components"]
        parts["securitySchemes"], parts["parameters"] = WAYS_IN, {"once": ONCE}
        parts["schemas"] = dict(sorted({**parts["schemas"], "Problem": PROBLEM}.items()))
        parts["responses"] = {name: _response(status, words) for status, (name, words) in PROBLEMS.items()}
        by_id = {self.get_openapi_operation_id(each): each for each in self.operations()}
        for methods in schema["paths"].values():
            for method, described in methods.items():
                _complete(described, by_id[described["operationId"]], method.upper())
        return schema

    def operations(self) -> list[Operation]:
        """Every operation of every part."""
        views = (view for router in self._get_bound_routers() for view in router.path_operations.values())
        return [operation for view in views for operation in view.operations]


def _complete(described: dict[str, Any], operation: Operation, method: str) -> None:
    door = operation.view_func.door  # type: ignore[attr-defined]
    described["description"] = described.get("description") or f"{described['summary']}."
    described["security"] = [{"session": []}, {"key": [door.scope]}]
    described["x-scope"] = door.scope
    if door.right:
        described["x-right"] = door.right
        described["x-roles"] = list(RIGHTS[door.right].roles)
    problems = {each: {"$ref": f"#/components/responses/{PROBLEMS[each][0]}"} for each in _problems(operation, method)}
    described["responses"] = {str(status): answer for status, answer in described["responses"].items()} | problems
    if method not in READS:
        described["parameters"] = [*described["parameters"], {"$ref": "#/components/parameters/once"}]


def _problems(operation: Operation, method: str) -> list[str]:
    """What may go wrong: reading refuses nothing, and a list is always there."""
    never = set() if method not in READS else {"409"} if "{" in operation.path else {"404", "409"}
    return [status for status in PROBLEMS if status not in never]


def _response(status: str, words: str) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "description": words,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status == "429":
        answer["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}}
    return answer
