#!/bin/bash

# An upgrade also ends the version before it, after the new one is in place: its link and its profile stay then.
case "$1" in
    upgrade | failed-upgrade | abort-install | abort-upgrade | 1) exit 0 ;;
esac

if type update-alternatives >/dev/null 2>&1; then
    update-alternatives --remove '${executable}' '/opt/${sanitizedProductName}/${executable}' || true
fi
if [ -L '/usr/bin/${executable}' ] && [ ! -e '/usr/bin/${executable}' ]; then
    rm -f '/usr/bin/${executable}'
fi

APPARMOR_PROFILE='/etc/apparmor.d/${executable}'
if [ -f "$APPARMOR_PROFILE" ]; then
    if apparmor_status --enabled >/dev/null 2>&1; then
        if ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
            apparmor_parser --remove "$APPARMOR_PROFILE" || true
        fi
    fi
    rm -f "$APPARMOR_PROFILE"
fi
