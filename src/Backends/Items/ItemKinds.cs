namespace Mapigate.Backends.Items;

/// <summary>Kinds of items that a collection can hold.</summary>
[Flags]
public enum ItemKinds
{
    None = 0,
    Events = 1,
    Tasks = 2,
    Journals = 4,
    Contacts = 8,
}
