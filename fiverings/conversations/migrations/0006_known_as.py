"""A journey knows by which number its case is told, wherever its conversations came from."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Empty where no case tells one; those that stand are filled by cases."""

    dependencies = (("conversations", "0005_meant"),)

    operations = (migrations.AddField("journey", "token", models.TextField(blank=True, db_collation="C", default="")),)
