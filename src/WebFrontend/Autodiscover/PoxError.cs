namespace Mapigate.WebFrontend.Autodiscover;

/// <summary>Why an Autodiscover request is not answered with settings. [MS-OXDSCLI] 2.2.4.1.1.3.2</summary>
internal enum PoxError
{
    AddressNotFound = 500,
    InvalidRequest = 600,
    NoSuchProvider = 601,
}
