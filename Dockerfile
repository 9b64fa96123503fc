# The gateway's image: compiled for its processor beforehand, run without root on a read-only file system.
#   docker build -t mapigate .
# /var/lib/mapigate holds the state and, where none is given, the extension key; messages that are too large for memory pass through /var/tmp/mapigate.

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH=amd64
WORKDIR /source
COPY Directory.Build.props Directory.Packages.props global.json .editorconfig BannedSymbols.txt ./
COPY src src
RUN dotnet publish src/Gateway.Host --configuration Release --arch $TARGETARCH --no-self-contained --disable-build-servers --output /program -p:PublishReadyToRun=true -p:UseAppHost=false -p:DebugType=embedded -p:GenerateDocumentationFile=false -p:RunAnalyzers=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# SQLite as the distribution maintains it.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libsqlite3-0 \
    && rm -rf /var/lib/apt/lists/* \
    && install --directory --owner=$APP_UID --group=$APP_UID --mode=0700 /var/lib/mapigate /var/tmp/mapigate
COPY LICENSE /usr/share/doc/mapigate/LICENSE
COPY --from=build /program /usr/lib/mapigate
ENV MAPIGATE_STATE=/var/lib/mapigate/state \
    TMPDIR=/var/tmp/mapigate \
    DOTNET_EnableDiagnostics=0
USER $APP_UID
WORKDIR /var/lib/mapigate
VOLUME ["/var/lib/mapigate", "/var/tmp/mapigate"]
EXPOSE 8443
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s CMD ["dotnet", "/usr/lib/mapigate/Mapigate.Gateway.Host.dll", "health", "--config", "/etc/mapigate/gateway.json"]
ENTRYPOINT ["dotnet", "/usr/lib/mapigate/Mapigate.Gateway.Host.dll"]
CMD ["serve", "--config", "/etc/mapigate/gateway.json"]
