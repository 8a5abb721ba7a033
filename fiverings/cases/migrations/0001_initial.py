"""The tables of cases."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import fiverings.core.models.entry


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("conversations", "0003_calls"),
        ("customers", "0002_finding"),
        ("diagnosis", "0001_initial"),
        ("people", "0002_rules"),
        ("promises", "0003_standards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.TextField(db_collation="C", unique=True)),
                ("need", models.TextField()),
                (
                    "kind",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("", "Not sorted yet"),
                            ("incident", "Service problem"),
                            ("service_request", "Request"),
                            ("question", "Question"),
                            ("commercial", "Commercial"),
                            ("internal", "Internal"),
                        ],
                        default="",
                    ),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("intake", "At the gate"),
                            ("active", "We are on it"),
                            ("waiting_customer", "Waits for the customer"),
                            ("resolved_proposed", "Solution proposed"),
                            ("resolved", "Resolved"),
                            ("closed", "Closed"),
                            ("merged", "Part of another case"),
                        ],
                        default="intake",
                    ),
                ),
                ("severity", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("opened_at", models.DateTimeField()),
                ("last_word_at", models.DateTimeField()),
                ("last_heard_at", models.DateTimeField(blank=True, null=True)),
                ("last_told_at", models.DateTimeField(blank=True, null=True)),
                ("waiting_since", models.DateTimeField(blank=True, null=True)),
                ("next_due_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        related_query_name="case",
                        to="customers.account",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        related_query_name="case",
                        to="customers.contact",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followers",
                        to="cases.case",
                    ),
                ),
                (
                    "journey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        related_query_name="case",
                        to="conversations.journey",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="cases.case",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        related_query_name="case",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["-last_word_at", "-id"], name="cases_case_open"
                    ),
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["owner", "-last_word_at", "-id"],
                        name="cases_case_mine",
                    ),
                    models.Index(
                        condition=models.Q(("waiting_since", None), _negated=True),
                        fields=["waiting_since", "id"],
                        name="cases_case_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("ended_at", None), _negated=True),
                        fields=["-ended_at", "-id"],
                        name="cases_case_ended",
                    ),
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["next_due_at", "id"], name="cases_case_due"
                    ),
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["owner", "next_due_at", "id"],
                        name="cases_case_due_mine",
                    ),
                    models.Index(
                        condition=models.Q(("state", "resolved")), fields=["ended_at"], name="cases_case_resolved"
                    ),
                    models.Index(fields=["account", "-opened_at"], name="cases_case_account"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("need", ""), _negated=True), name="cases_a_need_has_words"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("kind", "internal"), _negated=True), ("contact", None), _connector="OR"),
                        name="cases_what_a_contact_needs_is_not_internal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at", None),
                                ("state__in", ("intake", "active", "waiting_customer", "resolved_proposed")),
                            ),
                            models.Q(
                                models.Q(
                                    ("state__in", ("intake", "active", "waiting_customer", "resolved_proposed")),
                                    _negated=True,
                                ),
                                ("ended_at__isnull", False),
                                ("waiting_since", None),
                            ),
                            _connector="OR",
                        ),
                        name="cases_what_ended_is_open_no_more",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into__isnull", False), ("state", "merged")),
                            models.Q(models.Q(("state", "merged"), _negated=True), ("merged_into", None)),
                            _connector="OR",
                        ),
                        name="cases_what_is_merged_names_the_survivor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("severity", None), ("severity__range", (1, 3)), _connector="OR"),
                        name="cases_severity_is_one_to_three_or_unknown",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("journey",),
                        name="cases_one_open_case_on_a_journey",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseMerge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("state_before", models.TextField()),
                ("reason", models.TextField(blank=True, default="")),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "xact",
                    models.BigIntegerField(db_default=fiverings.core.models.entry.CurrentTransaction(), editable=False),
                ),
                ("undone_in", models.BigIntegerField(blank=True, editable=False, null=True)),
                (
                    "by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="cases.case"
                    ),
                ),
                (
                    "survivor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merged_cases", to="cases.case"
                    ),
                ),
                (
                    "undone_by",
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)), fields=("case",), name="cases_a_case_is_merged_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("case", models.F("survivor")), _negated=True),
                        name="cases_nothing_is_merged_into_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Chase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "call",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conversations.call",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="chases", to="cases.case"
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        related_query_name="chase",
                        to="customers.contact",
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conversations.message",
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        related_query_name="chase",
                        to="promises.promise",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="cases_chases_are_counted"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("call", None), ("message__isnull", False)),
                            models.Q(("call__isnull", False), ("message", None)),
                            _connector="OR",
                        ),
                        name="cases_a_chase_is_a_message_or_a_call",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Closure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ground",
                    models.TextField(
                        choices=[
                            ("confirmed", "the customer says so"),
                            ("silence", "the customer did not answer"),
                            ("nobody_asked", "nobody asks for anything"),
                        ]
                    ),
                ),
                ("solution", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="closures", to="cases.case"
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
            ],
        ),
        migrations.CreateModel(
            name="CollaborationRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.TextField()),
                ("needed_by", models.DateTimeField()),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("asked", "asked"),
                            ("helping", "helping"),
                            ("done", "done"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="asked",
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(default=0)),
                ("accept_by", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True, default="")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        related_query_name="asked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requests", to="cases.case"
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        related_query_name="holding_request",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "promise",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="promises.promise",
                    ),
                ),
                (
                    "to_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "to_team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.team",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "asked")), fields=["accept_by"], name="cases_request_asked"
                    ),
                    models.Index(condition=models.Q(("ended_at", None)), fields=["holder"], name="cases_request_held"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("to_person__isnull", False), ("to_team", None)),
                            models.Q(("to_person", None), ("to_team__isnull", False)),
                            _connector="OR",
                        ),
                        name="cases_help_is_asked_of_a_person_or_a_team",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("state__in", ["asked", "helping"])),
                            models.Q(("ended_at__isnull", False), ("state__in", ["done", "withdrawn"])),
                            _connector="OR",
                        ),
                        name="cases_help_ends_when_it_ended",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Escalation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.TextField(
                        choices=[("functional", "somebody who knows how"), ("hierarchical", "somebody who may decide")]
                    ),
                ),
                ("rule", models.TextField(blank=True, default="")),
                ("reason", models.TextField()),
                ("needed", models.TextField(blank=True, default="")),
                ("raised_at", models.DateTimeField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("raised", "raised"),
                            ("held", "held"),
                            ("decided", "decided"),
                            ("closed", "closed"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="raised",
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(default=1)),
                ("accept_by", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("resolve_by", models.DateTimeField(blank=True, null=True)),
                ("overran", models.PositiveSmallIntegerField(default=0)),
                ("decision", models.TextField(blank=True, default="")),
                ("authority", models.TextField(blank=True, default="")),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="escalations", to="cases.case"
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        related_query_name="holding_escalation",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "promise",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="promises.promise",
                    ),
                ),
                (
                    "raised_by",
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
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "raised")), fields=["accept_by"], name="cases_escalation_raised"
                    ),
                    models.Index(
                        condition=models.Q(("state", "held")), fields=["resolve_by"], name="cases_escalation_held"
                    ),
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["holder"], name="cases_escalation_holder"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("case",),
                        name="cases_a_case_is_escalated_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__range", (1, 3))), name="cases_escalations_have_three_levels"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resolve_by", None), ("state", "raised")),
                            models.Q(("accepted_at__isnull", False), ("resolve_by__isnull", False), ("state", "held")),
                            ("state__in", ["decided", "closed", "withdrawn"]),
                            _connector="OR",
                        ),
                        name="cases_what_is_held_is_decided_by_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("state__in", ["raised", "held", "decided"])),
                            models.Q(("ended_at__isnull", False), ("state__in", ["closed", "withdrawn"])),
                            _connector="OR",
                        ),
                        name="cases_an_escalation_ends_when_it_ended",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Handoff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.TextField()),
                ("offered_at", models.DateTimeField()),
                (
                    "outcome",
                    models.TextField(
                        choices=[
                            ("offered", "offered"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                            ("moot", "no longer needed"),
                        ],
                        default="offered",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("next_step", models.TextField(blank=True, default="")),
                ("why", models.TextField(blank=True, default="")),
                ("read_back", models.TextField(blank=True, default="")),
                ("accepted_in", models.BigIntegerField(blank=True, editable=False, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handoffs", to="cases.case"
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        related_query_name="handoff",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("outcome", "offered")), fields=["receiver"], name="cases_handoff_offered"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "offered")),
                        fields=("case",),
                        name="cases_a_case_is_offered_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("receiver")), _negated=True),
                        name="cases_nobody_hands_off_to_themselves",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Intake",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("call_back", models.TextField(blank=True, default="", verbose_name="where to call them back")),
                ("since", models.TextField(blank=True, default="", verbose_name="since when")),
                ("tried", models.TextField(blank=True, default="", verbose_name="what was tried")),
                ("effect", models.TextField(blank=True, default="", verbose_name="what it stops")),
                ("saved_at", models.DateTimeField()),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="intake", to="cases.case"
                    ),
                ),
                (
                    "completed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.site",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MergedThread",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="conversations.journey"
                    ),
                ),
                (
                    "merge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="threads", to="cases.casemerge"
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="conversations.thread"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(blank=True, default="")),
                ("at", models.DateTimeField()),
                (
                    "xact",
                    models.BigIntegerField(db_default=fiverings.core.models.entry.CurrentTransaction(), editable=False),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reopenings", to="cases.case"
                    ),
                ),
                (
                    "closure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reopening", to="cases.closure"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conversations.message",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Resolution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("solution", models.TextField()),
                ("known_answer", models.TextField(blank=True, default="", verbose_name="which known answer helped")),
                ("severity_confirmed", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("proposed_at", models.DateTimeField()),
                (
                    "answer",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("", "not answered yet"),
                            ("confirmed", "confirmed"),
                            ("rejected", "not met yet"),
                            ("silent", "not answered"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("words", models.TextField(blank=True, default="")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.contact",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="resolutions", to="cases.case"
                    ),
                ),
                (
                    "cause",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="diagnosis.cause",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "message",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conversations.message",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answer", "")),
                        fields=("case",),
                        name="cases_one_resolution_is_proposed_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("severity_confirmed", None), ("severity_confirmed__range", (1, 3)), _connector="OR"
                        ),
                        name="cases_confirmed_severity_is_one_two_or_three",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None)),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="cases_an_answer_has_its_moment",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="closure",
            name="resolution",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="closure",
                to="cases.resolution",
            ),
        ),
        migrations.CreateModel(
            name="Severity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField()),
                (
                    "ground",
                    models.TextField(
                        choices=[
                            ("session", "the answers"),
                            ("rule", "a rule"),
                            ("raised", "raised by one of us"),
                            ("lowered", "lowered by a second person"),
                        ]
                    ),
                ),
                ("rule", models.TextField(blank=True, default="")),
                ("reason", models.TextField(blank=True, default="")),
                ("at", models.DateTimeField()),
                (
                    "xact",
                    models.BigIntegerField(db_default=fiverings.core.models.entry.CurrentTransaction(), editable=False),
                ),
                (
                    "by",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="severities", to="cases.case"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        related_query_name="severity",
                        to="diagnosis.diagnosissession",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "severities",
                "indexes": [models.Index(fields=["case", "-at", "-id"], name="cases_severity_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("level__range", (1, 3))), name="cases_severity_is_one_two_or_three"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ground", "session"), ("session__isnull", False)),
                            models.Q(("ground", "rule"), models.Q(("rule", ""), _negated=True)),
                            models.Q(("ground__in", ["raised", "lowered"]), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="cases_a_severity_stands_on_a_ground",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Takeover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "xact",
                    models.BigIntegerField(db_default=fiverings.core.models.entry.CurrentTransaction(), editable=False),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="takeovers", to="cases.case"
                    ),
                ),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "taker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground", "nobody_asked"), ("resolution__isnull", False), _connector="OR"),
                name="cases_what_ends_was_proposed",
            ),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground__in", ["confirmed", "silence", "nobody_asked"])),
                name="cases_what_ends_has_a_ground",
            ),
        ),
    ]
