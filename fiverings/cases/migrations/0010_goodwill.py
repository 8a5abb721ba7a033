"""Goodwill: what was granted on a case, by which limit or approval; what stands is never more than was allowed."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fiverings.core.database import immutable

RULES = """
CREATE FUNCTION cases_goodwill_is_allowed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    whole bigint; allowed numeric; standing numeric;
BEGIN
    SELECT coalesce(merged_into_id, id) INTO whole FROM cases_case WHERE id = NEW.case_id;
    PERFORM FROM cases_case WHERE id IN (NEW.case_id, whole) ORDER BY id FOR NO KEY UPDATE;
    IF NEW.approval_id IS NOT NULL THEN
        PERFORM FROM cases_goodwillapproval asked
            WHERE asked.id = NEW.approval_id AND asked.state = 'approved' AND asked.case_id = NEW.case_id
            AND asked.amount = NEW.amount AND asked.currency = NEW.currency AND asked.asked_by_id = NEW.by_id;
    ELSIF NEW.limit_id IS NULL THEN
        PERFORM FROM people_person WHERE id = NEW.by_id AND roles @> '{executive}';
    ELSE
        SELECT own.amount INTO allowed FROM cases_goodwilllimit own
            JOIN people_person giver ON giver.id = NEW.by_id AND own.role = ANY (giver.roles)
            WHERE own.id = NEW.limit_id AND own.currency = NEW.currency AND own.since <= NEW.at
            AND NOT EXISTS (SELECT FROM cases_goodwilllimit later WHERE later.role = own.role
                            AND later.currency = own.currency AND later.since <= NEW.at
                            AND (later.since, later.id) > (own.since, own.id));
        SELECT sum(given.amount) INTO standing FROM cases_goodwill given
            JOIN cases_case part ON part.id = given.case_id AND (part.id = whole OR part.merged_into_id = whole)
            WHERE given.currency = NEW.currency
            AND NOT EXISTS (SELECT FROM cases_goodwillreturn taken WHERE taken.goodwill_id = given.id);
        PERFORM WHERE standing <= allowed;
    END IF;
    IF NOT FOUND THEN
        PERFORM cases_refuse('cases_goodwill_is_allowed', 'That is more than may be granted on this case unasked');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER cases_goodwill_is_allowed AFTER INSERT ON cases_goodwill
    FOR EACH ROW EXECUTE FUNCTION cases_goodwill_is_allowed();
CREATE TRIGGER cases_an_approval_is_answered_once BEFORE UPDATE OF state, answer, holder_id ON cases_goodwillapproval
    FOR EACH ROW WHEN (OLD.state <> 'asked') EXECUTE FUNCTION cases_what_became_of_it_stays();

COMMENT ON TRIGGER cases_goodwill_is_allowed ON cases_goodwill IS
    'what is granted on a case is within what its giver may grant unaided, or was allowed by somebody else';
COMMENT ON TRIGGER cases_an_approval_is_answered_once ON cases_goodwillapproval IS
    'an approval that was given or declined is not answered again';
"""

NO_RULES = """
DROP TRIGGER cases_an_approval_is_answered_once ON cases_goodwillapproval;
DROP TRIGGER cases_goodwill_is_allowed ON cases_goodwill;
DROP FUNCTION cases_goodwill_is_allowed;
"""

FROM_THE_FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)
LIMITS = {"advocate": "150.00", "csm": "500.00", "lead": "500.00"}


def set_limits(apps: Any, schema_editor: Any) -> None:
    """What a new house begins with."""
    limit = apps.get_model("cases.goodwilllimit")
    for role, amount in LIMITS.items():
        limit.objects.create(role=role, amount=Decimal(amount), currency="CAD", since=FROM_THE_FIRST_DAY)


class Migration(migrations.Migration):
    """Adds limits, approvals, the ledger and what is taken back, and what the database keeps of them."""

    dependencies = (
        ("cases", "0009_away"),
        ("promises", "0005_warnings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="GoodwillApproval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("credit", "a credit"),
                            ("refund", "money back"),
                            ("exception", "an exception, worth this much"),
                        ]
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                ("currency", models.TextField()),
                ("reason", models.TextField()),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("asked", "asked"),
                            ("approved", "approved"),
                            ("declined", "declined"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="asked",
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(default=1)),
                ("accept_by", models.DateTimeField()),
                ("answer", models.TextField(blank=True, default="")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="approvals", to="cases.case"
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        related_query_name="holding_approval",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "promise",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="promises.promise"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GoodwillLimit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.TextField(
                        choices=[
                            ("advocate", "Customer advocate"),
                            ("lead", "Team lead"),
                            ("csm", "Customer-success manager"),
                        ]
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                ("currency", models.TextField()),
                ("since", models.DateTimeField()),
                (
                    "set_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Goodwill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("credit", "a credit"),
                            ("refund", "money back"),
                            ("exception", "an exception, worth this much"),
                        ]
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                ("currency", models.TextField()),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="cases.case"
                    ),
                ),
                (
                    "approval",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="granted",
                        to="cases.goodwillapproval",
                    ),
                ),
                (
                    "limit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.goodwilllimit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GoodwillReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "goodwill",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="taken_back", to="cases.goodwill"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="goodwillapproval",
            index=models.Index(
                condition=models.Q(("ended_at", None)), fields=["accept_by"], name="cases_approval_asked"
            ),
        ),
        migrations.AddIndex(
            model_name="goodwillapproval",
            index=models.Index(condition=models.Q(("ended_at", None)), fields=["holder"], name="cases_approval_held"),
        ),
        migrations.AddConstraint(
            model_name="goodwillapproval",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("case",), name="cases_one_approval_is_asked_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="goodwillapproval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("state", "asked")),
                    models.Q(("ended_at__isnull", False), models.Q(("state", "asked"), _negated=True)),
                    _connector="OR",
                ),
                name="cases_an_approval_ends_when_it_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="goodwillapproval",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer", ""), ("state__in", ["approved", "declined"]), _negated=True),
                name="cases_who_allows_goodwill_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="goodwillapproval",
            constraint=models.CheckConstraint(
                condition=models.Q(("asked_by", models.F("holder")), _negated=True),
                name="cases_goodwill_is_seen_by_four_eyes",
            ),
        ),
        migrations.AddIndex(
            model_name="goodwilllimit",
            index=models.Index(fields=["role", "currency", "-since"], name="cases_goodwill_limit_current"),
        ),
        migrations.AddConstraint(
            model_name="goodwilllimit",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0), ("currency__regex", "^[A-Z]{3}$")), name="cases_a_limit_is_money"
            ),
        ),
        migrations.AddIndex(
            model_name="goodwill",
            index=models.Index(fields=["-at", "-id"], name="cases_goodwill_latest"),
        ),
        migrations.AddConstraint(
            model_name="goodwill",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__gt", 0), ("currency__regex", "^[A-Z]{3}$"), models.Q(("reason", ""), _negated=True)
                ),
                name="cases_goodwill_is_money_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="goodwill",
            constraint=models.CheckConstraint(
                condition=models.Q(("limit", None), ("approval", None), _connector="OR"),
                name="cases_goodwill_stands_on_one_ground",
            ),
        ),
        migrations.AddConstraint(
            model_name="goodwillreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="cases_what_is_taken_back_has_a_reason"
            ),
        ),
        migrations.RunSQL(RULES, NO_RULES),
        immutable("cases_goodwill", personal=("reason",)),
        immutable("cases_goodwillreturn", personal=("reason",)),
        immutable("cases_goodwilllimit"),
        immutable(
            "cases_goodwillapproval",
            "case_id",
            "amount",
            "currency",
            "asked_by_id",
            "asked_at",
            personal=("reason", "answer"),
        ),
        migrations.RunPython(set_limits, migrations.RunPython.noop),
    )
