"""Why a mail that one of us forwarded was set aside."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more reason."""

    dependencies = (
        ('channels', '0009_blocks'),
    )

    operations = (
        migrations.AlterField(
            model_name='arrival',
            name='reason',
            field=models.TextField(blank=True, choices=[('nobody', 'nobody is named as its sender'), ('own-address', 'it claims to come from an address of our own'), ('staff', 'one of us wrote it, not a customer'), ('forward', 'one of us seems to have forwarded it, and nothing proves that'), ('machine', 'a machine wrote it, and it answers nothing of ours'), ('unknown-bounce', 'it reports about a mail that is not ours'), ('blocked', 'its sender is blocked'), ('spam', 'it is taken for spam'), ('pretends', 'it pretends to come from somebody we know: the domain of that address disowns it'), ('flood', 'too many mails came from this sender at once'), ('failed', 'it could not be filed')], default=''),
        ),
    )
