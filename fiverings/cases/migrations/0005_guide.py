"""The guide to escalating, with what a new house begins with: a broken promise goes to somebody who may decide."""

from datetime import UTC, datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fiverings.core.database import append_only, immutable

ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
FIRST = [
    {
        "code": "promise.broken",
        "name": "A promise was broken",
        "kind": "hierarchical",
        "raises": True,
        "reason": "A promise was broken.",
        "when": {"broken_at_least": 1},
    }
]

KEPT = "'case_id', 'kind', 'raised_by_id', 'rule', 'reason', 'needed', 'raised_at'"
COMMENT = "case_id, kind, raised_by_id, rule, reason, needed, raised_at"
KEEP = """
DROP TRIGGER cases_escalation_keep ON cases_escalation;
CREATE TRIGGER cases_escalation_keep BEFORE UPDATE OR DELETE ON cases_escalation
    FOR EACH ROW EXECUTE FUNCTION core_refuse_change({columns});
COMMENT ON TRIGGER cases_escalation_keep ON cases_escalation IS
    '{comment}: once written, never changed, and no row is deleted';
"""
ANSWERED = """
CREATE FUNCTION cases_keep_the_answered_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM cases_refuse('cases_a_proposal_is_answered_once', 'A proposal that was answered is not answered again');
    RETURN NULL;
END $$;
CREATE TRIGGER cases_keep_the_answered_proposal BEFORE UPDATE ON cases_escalationproposal
    FOR EACH ROW WHEN (OLD.answer <> '') EXECUTE FUNCTION cases_keep_the_answered_proposal();
COMMENT ON TRIGGER cases_keep_the_answered_proposal ON cases_escalationproposal IS
    'what the guide proposed is answered once';
"""
RULES = KEEP.format(columns=f"{KEPT}, 'guide_id'", comment=f"{COMMENT}, guide_id") + ANSWERED
NO_RULES = """
DROP TRIGGER cases_keep_the_answered_proposal ON cases_escalationproposal;
DROP FUNCTION cases_keep_the_answered_proposal;
""" + KEEP.format(columns=KEPT, comment=COMMENT)


def set_the_first(apps, schema_editor):
    apps.get_model("cases", "EscalationGuide").objects.create(number=1, definition=FIRST, set_at=ALWAYS)


class Migration(migrations.Migration):
    """Versions of the guide, what it proposes, and by which version a case was escalated."""

    dependencies = (
        ("cases", "0004_promises"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="EscalationGuide",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True)),
                ("definition", models.JSONField()),
                ("set_at", models.DateTimeField()),
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
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="escalation",
            name="guide",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.escalationguide",
            ),
        ),
        migrations.CreateModel(
            name="EscalationProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "answer",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("", "proposed"),
                            ("escalated", "escalated"),
                            ("declined", "declined"),
                            ("ended", "the case ended"),
                        ],
                        default="",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="cases.case"
                    ),
                ),
                (
                    "guide",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.escalationguide"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("answer", "")), fields=["at", "id"], name="cases_proposal_open")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answer", "")),
                        fields=("case", "rule"),
                        name="cases_a_rule_proposes_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None)),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="cases_a_proposal_is_answered_when_it_was",
                    ),
                ],
            },
        ),
        migrations.RunPython(set_the_first, migrations.RunPython.noop),
        append_only("cases_escalationguide"),
        immutable("cases_escalationproposal", "case_id", "guide_id", "rule", "at"),
        migrations.RunSQL(RULES, NO_RULES),
    )
