"""How bad it feels to customers, doubts of how severe a case is, and reviews of what was asked."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds three tables; nothing was felt, doubted or reviewed before."""

    dependencies = (
        ("cases", "0016_visit"),
        ("customers", "0004_undone"),
        ("diagnosis", "0006_who_of_theirs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="DiagnosisReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("told", models.PositiveSmallIntegerField()),
                ("confirmed", models.PositiveSmallIntegerField()),
                ("opened_at", models.DateTimeField()),
                ("reason", models.TextField(blank=True, default="")),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="diagnosis_reviews", to="cases.case"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.resolution"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="diagnosis.diagnosissession",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="diagnosis.guideversion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)), fields=["opened_at", "id"], name="cases_review_open"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed__range", (1, 3)),
                            ("told__range", (1, 3)),
                            models.Q(("told", models.F("confirmed")), _negated=True),
                        ),
                        name="cases_a_review_is_of_two_severities",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None),
                            ("version__isnull", False),
                            django.db.models.lookups.GreaterThanOrEqual(
                                django.db.models.functions.text.Length("reason"), 20
                            ),
                            _connector="OR",
                        ),
                        name="cases_a_review_changes_the_guide_or_says_why_not",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeltSeverity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField()),
                ("words", models.TextField()),
                ("at", models.DateTimeField()),
                ("explanation", models.TextField(blank=True, default="")),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="felt", to="cases.case"
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.contact",
                    ),
                ),
                (
                    "heard_by",
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
                "verbose_name_plural": "felt severities",
                "indexes": [models.Index(fields=["case", "-at", "-id"], name="cases_felt_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("level__range", (1, 3)), models.Q(("words", ""), _negated=True)),
                        name="cases_what_is_felt_has_a_level_and_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at", None), ("explanation", "")),
                            models.Q(models.Q(("explanation", ""), _negated=True), ("accepted_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="cases_what_they_accept_is_explained",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeverityDoubt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField()),
                (
                    "signs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(
                            choices=[
                                ("chased", "they came to us before we came to them"),
                                ("outage_words", "they write of an outage"),
                                ("evidence", "answers say that it may be worse"),
                                ("telemetry", "a machine of theirs gives an alarm"),
                                ("linked", "a case with the same cause is worse"),
                                ("sooner", "they need it in less than half the time that we promised"),
                                ("quiet", "half the time of a promise is over, and they heard nothing"),
                            ]
                        ),
                        size=None,
                    ),
                ),
                ("quote", models.TextField(blank=True, default="")),
                ("raised_at", models.DateTimeField()),
                (
                    "answer",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("", "not looked at yet"),
                            ("worse", "it is worse"),
                            ("stands", "it is as severe as we said"),
                            ("milder", "it is milder"),
                            ("ended", "the case ended"),
                        ],
                        default="",
                    ),
                ),
                ("words", models.TextField(blank=True, default="")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="doubts", to="cases.case"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answer", "")),
                        fields=("case",),
                        name="cases_one_doubt_about_a_case_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__range", (2, 3)), models.Q(("signs", []), _negated=True)),
                        name="cases_a_doubt_has_signs_of_worse",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None)),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="cases_a_doubt_is_answered_when_it_was",
                    ),
                ],
            },
        ),
    )
