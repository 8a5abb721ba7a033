"""Customers agree to a time that they expect sooner, and agreements have standards of their own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fiverings.core.database import immutable


class Migration(migrations.Migration):
    """A consent stays in the words in which it was given; a standard without an agreement is for everybody."""

    dependencies = [
        ('customers', '0002_finding'),
        ('promises', '0003_standards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='guarantee',
            name='agreement',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.agreement'),
        ),
        migrations.CreateModel(
            name='PromiseConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField()),
                ('how', models.TextField(choices=[('spoken', 'spoken'), ('written', 'in writing')])),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='customers.contact')),
                ('expectation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='promises.expectation')),
                ('promise', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='promises.promise')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='promises_a_consent_has_their_words'), models.UniqueConstraint(fields=('promise', 'expectation'), name='promises_consent_is_given_once')],
            },
        ),
        immutable("promises_promiseconsent", personal=("words",)),
    ]
