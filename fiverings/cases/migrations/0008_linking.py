"""One case becomes two, and many have one cause: what was said about either stays as it was said."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fiverings.core.database import immutable

RULES = """
CREATE FUNCTION cases_there_are_parents_and_children_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM cases_case WHERE id IN (NEW.child_id, NEW.parent_id) ORDER BY id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM cases_parentage WHERE ended_at IS NULL
               AND (child_id = NEW.parent_id OR parent_id = NEW.child_id)) THEN
        PERFORM cases_refuse('cases_there_are_parents_and_children_only',
            'A parent is nobody''s child, and a child is nobody''s parent');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER cases_there_are_parents_and_children_only AFTER INSERT ON cases_parentage
    FOR EACH ROW WHEN (NEW.ended_at IS NULL) EXECUTE FUNCTION cases_there_are_parents_and_children_only();

CREATE FUNCTION cases_what_became_of_it_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM cases_refuse(TG_TABLE_NAME || '_is_never_changed', 'What became of it is never changed');
    RETURN NULL;
END $$;
CREATE TRIGGER cases_what_is_unlinked_stays_so BEFORE UPDATE OF ended_at, ended_by_id ON cases_parentage
    FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION cases_what_became_of_it_stays();
CREATE TRIGGER cases_an_answer_is_written_once BEFORE UPDATE OF state, message_id ON cases_cascadepart
    FOR EACH ROW WHEN (OLD.state <> 'waiting') EXECUTE FUNCTION cases_what_became_of_it_stays();

CREATE FUNCTION cases_an_answer_lies_with_its_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM conversations_message message
                   JOIN conversations_thread thread ON thread.id = message.thread_id
                   JOIN cases_case own ON own.journey_id = thread.journey_id
                   WHERE message.id = NEW.message_id AND own.id = NEW.case_id AND message.direction = 'out') THEN
        PERFORM cases_refuse('cases_an_answer_lies_with_its_case', 'An answer is written in the case that it is about');
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER cases_an_answer_lies_with_its_case AFTER UPDATE OF message_id ON cases_cascadepart
    FOR EACH ROW WHEN (NEW.message_id IS NOT NULL) EXECUTE FUNCTION cases_an_answer_lies_with_its_case();

COMMENT ON TRIGGER cases_there_are_parents_and_children_only ON cases_parentage IS
    'a parent is nobody''s child, and a child nobody''s parent';
COMMENT ON TRIGGER cases_what_is_unlinked_stays_so ON cases_parentage IS 'an unlinking is never taken back';
COMMENT ON TRIGGER cases_an_answer_is_written_once ON cases_cascadepart IS
    'an answer that was written, or left, for one case is not written again';
COMMENT ON TRIGGER cases_an_answer_lies_with_its_case ON cases_cascadepart IS
    'an answer to many is written to each in their own case';
"""

NO_RULES = """
DROP TRIGGER cases_an_answer_lies_with_its_case ON cases_cascadepart;
DROP FUNCTION cases_an_answer_lies_with_its_case;
DROP TRIGGER cases_an_answer_is_written_once ON cases_cascadepart;
DROP TRIGGER cases_what_is_unlinked_stays_so ON cases_parentage;
DROP FUNCTION cases_what_became_of_it_stays;
DROP TRIGGER cases_there_are_parents_and_children_only ON cases_parentage;
DROP FUNCTION cases_there_are_parents_and_children_only;
"""


class Migration(migrations.Migration):
    """Adds splits, parentages and cascades, and what the database keeps of them."""

    dependencies = (
        ("cases", "0007_merging"),
        ("conversations", "0004_dividing"),
        ("diagnosis", "0003_shipped"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="Cascade",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField(choices=[("update", "where things stand"), ("solution", "what solved it")])),
                ("words", models.JSONField()),
                ("severity_confirmed", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("next_update_at", models.DateTimeField(blank=True, null=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cascades", to="cases.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CascadePart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.TextField(
                        choices=[("waiting", "is being written"), ("written", "written"), ("left", "not written")],
                        default="waiting",
                    ),
                ),
                ("reason", models.TextField(blank=True, default="")),
                (
                    "cascade",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="cases.cascade"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cascaded", to="cases.case"
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
            ],
        ),
        migrations.CreateModel(
            name="Parentage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parentages", to="cases.case"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="children", to="cases.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Split",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(blank=True, default="")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="splits", to="cases.case"
                    ),
                ),
                (
                    "part",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="split", to="cases.case"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="cascade",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "solution"), ("next_update_at", None)), ("kind", "update"), _connector="OR"
                ),
                name="cases_a_solution_promises_no_update",
            ),
        ),
        migrations.AddConstraint(
            model_name="cascadepart",
            constraint=models.UniqueConstraint(fields=("cascade", "case"), name="cases_an_answer_reaches_a_case_once"),
        ),
        migrations.AddConstraint(
            model_name="cascadepart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("message", None), ("reason", ""), ("state", "waiting")),
                    models.Q(("message__isnull", False), ("reason", ""), ("state", "written")),
                    models.Q(("message", None), ("state", "left"), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="cases_an_answer_was_written_or_left_for_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="parentage",
            index=models.Index(
                condition=models.Q(("ended_at", None)), fields=["parent"], name="cases_parentage_standing"
            ),
        ),
        migrations.AddConstraint(
            model_name="parentage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("child",), name="cases_a_child_has_one_parent"
            ),
        ),
        migrations.AddConstraint(
            model_name="parentage",
            constraint=models.CheckConstraint(
                condition=models.Q(("child", models.F("parent")), _negated=True), name="cases_nothing_is_its_own_parent"
            ),
        ),
        migrations.AddConstraint(
            model_name="split",
            constraint=models.CheckConstraint(
                condition=models.Q(("case", models.F("part")), _negated=True), name="cases_nothing_is_split_from_itself"
            ),
        ),
        migrations.RunSQL(RULES, NO_RULES),
        immutable("cases_split", personal=("reason",)),
        immutable("cases_parentage", "child_id", "parent_id", "by_id", "at"),
        immutable("cases_cascade", personal=("words",)),
        immutable("cases_cascadepart", "cascade_id", "case_id", personal=("reason",)),
    )
