"""What was found of each mail, and what a mailbox believes of that."""

from django.db import migrations, models

KEPT = """
CREATE TRIGGER channels_arrival_keep_client BEFORE UPDATE ON channels_arrival
    FOR EACH ROW WHEN ((OLD.client_address, OLD.client_name) IS DISTINCT FROM (NEW.client_address, NEW.client_name))
    EXECUTE FUNCTION core_refuse_change('client_address', 'client_name');
COMMENT ON TRIGGER channels_arrival_keep_client ON channels_arrival IS
    'client_address, client_name: once written, never changed';
INSERT INTO core_personal VALUES ('channels_arrival', 'client_address'), ('channels_arrival', 'client_name'),
    ('channels_arrival', 'trust_words'), ('channels_arrival', 'spam_words');
"""
NOT_KEPT = """
DROP TRIGGER channels_arrival_keep_client ON channels_arrival;
DELETE FROM core_personal WHERE table_name = 'channels_arrival'
    AND column_name IN ('client_address', 'client_name', 'trust_words', 'spam_words');
"""


class Migration(migrations.Migration):
    """A mail knows whether it comes from whom it says."""

    dependencies = (
        ('channels', '0007_withheld'),
    )

    operations = (
        migrations.AddField(
            model_name='arrival',
            name='client_address',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='arrival',
            name='client_name',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='arrival',
            name='dkim',
            field=models.TextField(blank=True, choices=[('', 'not checked'), ('pass', 'proven'), ('fail', 'failed'), ('softfail', 'probably failed'), ('none', 'nothing said'), ('broken', 'its domain says something that cannot be read'), ('unknown', 'could not be checked')], db_default='', default=''),
        ),
        migrations.AddField(
            model_name='arrival',
            name='dmarc',
            field=models.TextField(blank=True, choices=[('', 'not checked'), ('pass', 'proven'), ('fail', 'failed'), ('softfail', 'probably failed'), ('none', 'nothing said'), ('broken', 'its domain says something that cannot be read'), ('unknown', 'could not be checked')], db_default='', default=''),
        ),
        migrations.AddField(
            model_name='arrival',
            name='dmarc_policy',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='arrival',
            name='spam',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='arrival',
            name='spam_words',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='arrival',
            name='spf',
            field=models.TextField(blank=True, choices=[('', 'not checked'), ('pass', 'proven'), ('fail', 'failed'), ('softfail', 'probably failed'), ('none', 'nothing said'), ('broken', 'its domain says something that cannot be read'), ('unknown', 'could not be checked')], db_default='', default=''),
        ),
        migrations.AddField(
            model_name='arrival',
            name='trust_words',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='mailbox',
            name='authserv_id',
            field=models.TextField(blank=True, db_default='', default='', help_text='Fill this in only if that server removes such results when a sender wrote them.', verbose_name="its server's name in Authentication-Results"),
        ),
        migrations.AddField(
            model_name='mailbox',
            name='believes_spam_marks',
            field=models.BooleanField(db_default=False, default=False, verbose_name='its server marks spam'),
        ),
        migrations.AddField(
            model_name='mailbox',
            name='sets_pretenders_aside',
            field=models.BooleanField(db_default=True, default=True, verbose_name='set aside who pretends to be a customer'),
        ),
        migrations.AlterField(
            model_name='arrival',
            name='reason',
            field=models.TextField(blank=True, choices=[('nobody', 'nobody is named as its sender'), ('own-address', 'it claims to come from an address of our own'), ('staff', 'one of us wrote it, not a customer'), ('machine', 'a machine wrote it, and it answers nothing of ours'), ('unknown-bounce', 'it reports about a mail that is not ours'), ('spam', 'it is taken for spam'), ('pretends', 'it pretends to come from somebody we know: the domain of that address disowns it'), ('flood', 'too many mails came from this sender at once'), ('failed', 'it could not be filed')], default=''),
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    )
