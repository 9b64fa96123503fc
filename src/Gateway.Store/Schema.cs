namespace Mapigate.Gateway.Store;

/// <summary>The tables of a mailbox's state. Another <see cref="Version"/> begins the file anew: the state is a cache.</summary>
internal static class Schema
{
    public const int Version = 5;

    public const string Create = """
        CREATE TABLE head (one INTEGER PRIMARY KEY CHECK (one = 1), generation INTEGER NOT NULL, next_slot INTEGER NOT NULL, next_drawn INTEGER NOT NULL, last_change INTEGER NOT NULL, sequence INTEGER NOT NULL, mirrored INTEGER NOT NULL);
        CREATE TABLE folders (
            id INTEGER PRIMARY KEY, parent INTEGER NOT NULL, name TEXT NOT NULL, role INTEGER NOT NULL, class TEXT, hidden INTEGER NOT NULL,
            home INTEGER NOT NULL, remote TEXT, slot INTEGER NOT NULL, uid_validity INTEGER, uid_next INTEGER, mod_seq INTEGER, server_messages INTEGER, server_unseen INTEGER,
            item_state TEXT, messages INTEGER NOT NULL, unread INTEGER NOT NULL, change INTEGER NOT NULL, created INTEGER NOT NULL, modified INTEGER NOT NULL, properties BLOB NOT NULL);
        CREATE TABLE items (
            folder INTEGER NOT NULL, id INTEGER NOT NULL, uid INTEGER NOT NULL, href TEXT, etag TEXT, instance TEXT, flags INTEGER NOT NULL, keywords TEXT NOT NULL, mod_seq INTEGER NOT NULL,
            change INTEGER NOT NULL, read_change INTEGER NOT NULL, associated INTEGER NOT NULL, modified INTEGER NOT NULL, summary BLOB NOT NULL, side BLOB NOT NULL,
            side_in_content INTEGER NOT NULL, object TEXT,
            PRIMARY KEY (folder, id)) WITHOUT ROWID;
        CREATE TABLE objects (id INTEGER PRIMARY KEY, content BLOB NOT NULL);
        CREATE TABLE sides (key TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE names (id INTEGER PRIMARY KEY, guid BLOB NOT NULL, lid INTEGER NOT NULL, text TEXT);
        CREATE TABLE journal (
            key BLOB PRIMARY KEY, kind INTEGER NOT NULL, step INTEGER NOT NULL, begun INTEGER NOT NULL, folder INTEGER NOT NULL, item INTEGER NOT NULL, uid INTEGER NOT NULL, uid_validity INTEGER NOT NULL,
            target INTEGER NOT NULL, name TEXT, properties BLOB NOT NULL) WITHOUT ROWID;
        """;
}
