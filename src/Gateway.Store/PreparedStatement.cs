using Microsoft.Data.Sqlite;

namespace Mapigate.Gateway.Store;

/// <summary>A statement with positional parameters that is compiled at its first use and kept.</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly SqliteCommand _command;

    public PreparedStatement(SqliteConnection connection, string sql, int parameters)
    {
        _command = connection.CreateCommand();
        var next = 0;
        _command.CommandText = string.Concat(sql.Select(c => c == '?' ? $"$p{next++}" : c.ToString()));
        for (var i = 0; i < parameters; i++)
            _command.Parameters.Add(new SqliteParameter { ParameterName = $"$p{i}" });
    }

    public void Execute(SqliteTransaction transaction, params ReadOnlySpan<object?> values)
    {
        _command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}
