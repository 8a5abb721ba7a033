"""A promised visit names who comes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

COMES = {
    "blank": True,
    "db_index": False,
    "null": True,
    "on_delete": django.db.models.deletion.PROTECT,
    "related_name": "+",
    "to": settings.AUTH_USER_MODEL,
}
ONLY_A_VISIT = models.Q(comes=None) | models.Q(kind="visit")


class Migration(migrations.Migration):
    """Adds who comes to offers and to promises; until now it was whoever owed the visit."""

    dependencies = (("promises", "0007_mends"), migrations.swappable_dependency(settings.AUTH_USER_MODEL))

    operations = (
        migrations.AddField(model_name="offer", name="comes", field=models.ForeignKey(**COMES)),
        migrations.AddField(model_name="promise", name="comes", field=models.ForeignKey(**COMES)),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(condition=ONLY_A_VISIT, name="promises_somebody_is_offered_for_a_visit"),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(condition=ONLY_A_VISIT, name="promises_somebody_comes_for_a_visit"),
        ),
    )
