"""The queue is asked for the next job thousands of times while it is long."""

from django.db import migrations

LOCKS = "CREATE INDEX core_locks_of_waiting_jobs ON procrastinate_jobs (lock) WHERE status IN ('todo', 'doing')"


class Migration(migrations.Migration):
    """Whether another job about the same record goes before is found in an index, and not by reading all that wait."""

    dependencies = (("core", "0002_rules"), ("procrastinate", "0041_post_retry_failed_job"))

    operations = (migrations.RunSQL(LOCKS, "DROP INDEX core_locks_of_waiting_jobs"),)
