"""What is contracted may be counted in bits a second."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """More than two thousand million."""

    dependencies = (("diagnosis", "0016_said_again"),)

    operations = (
        migrations.AlterField("diagnosissession", "contracted", models.PositiveBigIntegerField(null=True, blank=True)),
    )
