"""Each thing that can happen to a customer is told in one sentence, from the records and never from kept words."""

from __future__ import annotations

from fiverings.core.models import Entry
from fiverings.core.payload import recall
from fiverings.customers import events
from fiverings.customers.models import Account, Contact


def told(record, event):
    """The newest sentence of this kind about a record."""
    entry = Entry.objects.about(record).filter(kind=event.kind).latest("id")
    return recall([entry])[0].tell()


def test_how_an_account_begins_is_entrusted_and_changed(world):
    cedar = Account.open(name="Cedar Vet", advocate=world.ana, backup=world.ben, by=world.dana)
    cedar.revise(name="Cedar Vets", by=world.ana)
    assert told(cedar, events.AccountOpened) == "Dana opened the account Cedar Vets"
    assert told(cedar, events.AdvocatesNamed) == "Dana named Ana as the voice of Cedar Vets; Ben stands in"
    assert told(cedar, events.AccountRevised) == "Ana changed what we know about Cedar Vets"


def test_advocates_hear_of_being_named(world):
    named = world.maple.entrust(to=world.ana, by=world.dana)
    event = events.AdvocatesNamed(account=world.maple, primary=world.ana, backup=None, entrustment=named)
    assert list(event.told_to()) == [world.ana]


def test_who_may_see_an_account_is_told(world):
    access = world.maple.grant(to=world.kai, why="invoice", by=world.ana)
    access.end(by=world.dana)
    world.maple.make_confidential(reason="A lawsuit", by=world.dana)
    world.maple.lift_confidentiality(by=world.ines)
    assert told(world.kai, events.AccessGranted) == "Ana let Kai see Maple Dental"
    assert told(world.kai, events.AccessEnded) == "Dana ended the access of Kai to Maple Dental"
    assert told(world.maple, events.AccountMadeConfidential) == "Dana made Maple Dental confidential"
    assert told(world.maple, events.ConfidentialityLifted) == "Ines lifted the confidentiality of Maple Dental"


def test_what_they_have_and_what_was_agreed_is_told(world):
    assert told(world.maple, events.SiteAdded) == "Dana wrote down King Street of Maple Dental"
    assert told(world.maple, events.AssetInstalled) == "Dana wrote down Analog line 2 of Maple Dental"
    assert told(world.maple, events.ServiceConnected) == "Dana described how Calls of Maple Dental is connected"
    assert told(world.maple, events.AgreementMade) == "Dana made the agreement Care with Maple Dental"


def test_how_people_come_and_change_is_told(world):
    stranger = Contact.for_address("sam@mapledental.example", "Sam Wong")
    world.priya.revise(position="Owner", by=world.ana)
    assert told(world.priya, events.ContactIntroduced) == "Dana introduced Priya Raman of Maple Dental"
    assert told(world.priya, events.ContactRevised) == "Ana changed what we know about Priya Raman of Maple Dental"
    assert told(stranger, events.ContactAppeared) == "Sam Wong appeared, and we do not know who this is"


def test_who_somebody_is_is_told_and_taken_back(world):
    stranger, other = Contact.for_address("sam@x.example", "Sam"), Contact.for_address("pri@x.example", "Pri")
    stranger.account.settle(name="Wong Optics", by=world.ana)
    assert told(stranger.account, events.AccountSettled) == "Ana made Wong Optics an account of its own"
    world.maple.adopt(other, by=world.ana).undo(by=world.ben)
    assert told(other, events.ContactAdopted) == "Ana joined Pri to Maple Dental"
    assert told(other, events.SettlementUndone) == "Ben took back who Pri is"


def test_two_who_are_one_are_told_of(world):
    twin = Contact.introduce(account=world.maple, name="P. Raman", by=world.ana)
    twin.merge_into(world.priya, by=world.ana).undo(by=world.dana)
    assert told(twin, events.ContactMerged) == "Ana merged P. Raman into Priya Raman"
    assert told(twin, events.MergeUndone) == "Dana parted P. Raman from Priya Raman again"
