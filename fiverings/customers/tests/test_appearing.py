"""Two mails of the same stranger that arrive at once make one contact."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from fiverings.customers.models import Account, AddressTaken, Contact, ContactAddress

ADDRESS = "race@stranger.example"


@pytest.fixture
def cleared(db):
    """Threads commit for real, so what they leave is removed by hand (the journal keeps its lines)."""
    yield
    eraser = Thread(target=erase)
    eraser.start()
    eraser.join()


def erase():
    contacts = Contact.objects.filter(address__address=ADDRESS)
    accounts = list(contacts.values_list("account", flat=True))
    ids = list(contacts.values_list("id", flat=True))
    ContactAddress.objects.filter(contact__in=ids).delete()
    Contact.objects.filter(pk__in=ids).delete()
    Account.objects.filter(pk__in=accounts).delete()
    ProcrastinateJob.objects.filter(status="todo").delete()
    connection.close()


def test_two_mails_of_a_stranger_at_once_make_one_contact(cleared):
    together, found, wrong = Barrier(4), [], []

    def arrive():
        try:
            together.wait(timeout=10)
            with transaction.atomic():
                found.append(Contact.for_address(ADDRESS, "Racer").pk)
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [Thread(target=arrive) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not wrong
    assert len(found) == 4
    assert len(set(found)) == 1
    assert Account.objects.filter(name="Racer").count() == 1


def test_an_address_belongs_to_one_contact_whatever_its_case(world):
    with pytest.raises(AddressTaken, match="Priya"):
        world.omar.reach_by_mail("PRIYA@MapleDental.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactAddress(contact=world.omar, address="priya@mapledental.example").save()
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactAddress(contact=world.omar, address="Omar2@OrionBank.example").save()
