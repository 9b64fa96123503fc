using Mapigate.Mapi.Wire.OxProps;

namespace Mapigate.Conversion.Tasks;

/// <summary>The fields of a task. [MS-OXOTASK] 2.2.2</summary>
internal static class TaskFields
{
    public static readonly IReadOnlyList<TaskField> All =
    [
        new TaskTextField("SUMMARY", PidTag.Subject),
        new TaskTextField("DESCRIPTION", PidTag.Body),
        new TaskDatesField(),
        new TaskStatusField(),
        new TaskImportanceField(),
        new TaskSensitivityField(),
        new TaskListField("CATEGORIES", PidName.Keywords),
        new TaskReminderField(),
    ];
}
