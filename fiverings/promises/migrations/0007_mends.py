"""A promise says which broken one it makes good."""

import django.db.models.deletion
from django.db import migrations, models

MENDS = {
    "blank": True,
    "db_index": False,
    "null": True,
    "on_delete": django.db.models.deletion.PROTECT,
    "related_name": "+",
    "to": "promises.promise",
}


class Migration(migrations.Migration):
    """Adds what is made good to offers and to promises; nothing was before."""

    dependencies = (("promises", "0006_asked"),)

    operations = (
        migrations.AddField(model_name="offer", name="mends", field=models.ForeignKey(**MENDS)),
        migrations.AddField(model_name="promise", name="mends", field=models.ForeignKey(**MENDS)),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(
                condition=models.Q(("mends__isnull", False)), fields=["mends"], name="promises_promise_mends"
            ),
        ),
    )
