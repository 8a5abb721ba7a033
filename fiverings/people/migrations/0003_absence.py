"""An absence says from when on colleagues are asked to look after what its person owns."""

from django.db import migrations, models

BEFORE = "UPDATE people_absence SET covered_from = since"


class Migration(migrations.Migration):
    """Adds `covered_from`; of absences that were planned before, it is their beginning."""

    dependencies = (("people", "0002_rules"),)

    operations = (
        migrations.AddField("absence", "covered_from", models.DateTimeField(null=True)),
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
        migrations.AlterField("absence", "covered_from", models.DateTimeField()),
    )
