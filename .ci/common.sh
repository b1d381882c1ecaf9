# shellcheck shell=bash
#
# What lessons/start, tests/run and .ci/run share: which Debian packages each needs, how missing ones are installed, and
# how the program is built with one line of progress. To be sourced by bash; the sourcing script sets `root`, the
# checkout's folder.

: "${root:?}"

# On Debian and Ubuntu the system's own programs and nothing else, as in meson.build: a newer python in somebody's PATH
# would hide what the system's cannot do.
if command -v dpkg-query >/dev/null; then
    export PATH=/usr/sbin:/usr/bin:/sbin:/bin
fi

# Names of Debian 12; Ubuntu has the same ones.
declare -A packages=(
    [build]="gcc libc6-dev meson ninja-build pkg-config libgmp-dev nettle-dev libtasn1-6-dev libjansson-dev libcmark-dev
        libncurses-dev libunistring-dev"
    [tests]="git python3 python3-cryptography libcmocka-dev libvterm-dev libgnutls28-dev openssl gnutls-bin tshark"
    # Further TLS stacks and a browser, for the tests of the suite "heavy".
    [heavy]="libmbedtls-dev curl chromium"
    # To make bare systems, for tests/fresh/run.
    [fresh]="debootstrap debian-archive-keyring"
    [ci]="clang libclang-rt-dev clang-format cppcheck"
)

script=${0##*/}

die() {
    printf '%s: %s\n' "$script" "$*" >&2
    exit 1
}

# install_packages GROUP…: installs what these groups miss. Asks dpkg once, and does nothing else where nothing is
# missing. Where there is no dpkg, whoever builds knows how to get the libraries.
install_packages() {
    command -v dpkg-query >/dev/null || return 0
    local group wanted=() installed missing=()
    for group; do
        read -r -d '' -a names <<<"${packages[$group]}" || true
        wanted+=("${names[@]}")
    done
    installed=" $(dpkg-query -W -f '${db:Status-Abbrev}:${Package} ' "${wanted[@]}" 2>/dev/null || true)"
    for name in "${wanted[@]}"; do
        [[ $installed == *" ii :$name "* ]] || missing+=("$name")
    done
    if ((${#missing[@]})); then
        as_root_install "${missing[@]}"
    fi
}

# Only a terminal can be asked for sudo's password.
as_root_install() {
    local sudo=()
    if [[ $(id -u) -ne 0 ]]; then
        if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || { [[ -t 0 && -t 2 ]] && sudo -v; }; }; then
            sudo=(sudo)
        else
            die "neither root nor sudo is at hand to install what is missing: apt-get install $*"
        fi
    fi
    local apt=("${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=300)
    with_progress "Updating the list of packages" "${apt[@]}" update
    with_progress "Installing $*" "${apt[@]}" install --no-install-recommends "$@"
}

# with_progress TITLE COMMAND…: runs a command whose output nobody wants to read unless it fails. On a terminal the last
# line of its output is shown in place, elsewhere only the title.
with_progress() {
    local title=$1 log status=0
    shift
    log=$(mktemp)
    if [[ -t 2 ]]; then
        "$@" 2>&1 </dev/null | tee "$log" | show_last_line "$title" || status=${PIPESTATUS[0]}
    else
        printf '%s …\n' "$title" >&2
        "$@" >"$log" 2>&1 </dev/null || status=$?
    fi
    ((status == 0)) || cat "$log" >&2
    rm -f "$log"
    ((status == 0)) || die "this failed: $*"
}

show_last_line() {
    local title=$1 line width
    width=$(tput cols 2>/dev/null || echo 80)
    line="$title …"
    printf '%s' "${line:0:width-1}" >&2
    while IFS= read -r line; do
        line="$title: ${line//[[:cntrl:]]/ }"
        printf '\r%s\033[K' "${line:0:width-1}" >&2
    done
    printf '\r\033[K' >&2
}

# build FOLDER [TARGET…] [-- MESON OPTION…]: configures the folder below .build where it is not or was with other options,
# and builds. Says nothing where everything is up to date.
build() {
    local folder=$root/.build/$1 targets=()
    shift
    while (($#)) && [[ $1 != -- ]]; do
        targets+=("$1")
        shift
    done
    local options=("${@:2}") again=()
    [[ ! -f $folder/build.ninja ]] || again=(--reconfigure)
    if [[ $(cat "$folder/options" 2>/dev/null) != "${options[*]}" ]]; then
        with_progress "Configuring ${folder#"$root"/}" meson setup "${again[@]}" "$folder" "$root" "${options[@]}"
        printf '%s\n' "${options[*]}" >"$folder/options"
    fi
    if [[ $(ninja -C "$folder" -n "${targets[@]}" 2>&1 | tail -n 1) != *"no work to do."* ]]; then
        with_progress "Building ${folder#"$root"/}" ninja -C "$folder" "${targets[@]}"
    fi
}
