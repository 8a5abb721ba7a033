"""All alarms of an account are read, the latest first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """What is over, too."""

    dependencies = (("diagnosis", "0014_house_answers"),)

    operations = (
        migrations.AddIndex(
            "telemetryevent",
            models.Index(fields=["account", "-began_at", "-id"], name="diagnosis_alarms_of_an_account"),
        ),
    )
