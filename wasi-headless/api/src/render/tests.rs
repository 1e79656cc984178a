use super::*;

fn query(query: &str, format: Format) -> Result<Render, Problem> {
    Render::from_query(query, format, &["rom"], RenderLimits::default())
}

#[test]
fn a_query_becomes_a_command_line() {
    let render = query("rom=00&model=dmg&frames=9&input=2%3AA%26B", Format::Png).unwrap();
    let call = render.call(vec![7]);
    let line = "render rom --frames=9 --input=2:A&B --model=dmg --png=output";
    assert_eq!(call.args.join(" "), line);
    assert_eq!(call.files[0].contents, Ok(vec![7]));
}

#[test]
fn other_options_are_refused() {
    for bad in ["png=x", "json=", "sav-in=rom", "state-out=x", "frames=1&frames=2", "x"] {
        let problem = query(bad, Format::Png).unwrap_err();
        assert_eq!((problem.kind, problem.limit), (Kind::BadOption, None), "{bad}");
    }
    for bad in ["input=rom", "input=-", "input=A", "frames=-1", "frames=%2B1", "frames=1e9"] {
        let problem = query(bad, Format::Png).unwrap_err();
        assert_eq!((problem.kind, problem.limit), (Kind::BadOption, None), "{bad}");
    }
}

#[test]
fn limits_are_named() {
    let limit = |text: &str, format| query(text, format).unwrap_err().limit.unwrap().name;
    assert_eq!(limit("frames=17920", Format::Png), "frames");
    assert_eq!(limit(&format!("frames={}", "9".repeat(99)), Format::Png), "frames");
    assert_eq!(limit("every=1&frames=1000", Format::Raw), "output");
    assert_eq!(limit("frames=6000", Format::Wav), "output");
    assert_eq!(limit(&"peek=C000&".repeat(65), Format::Json), "peek");
    let script = format!("input=0:A{}", "%20".repeat(LONGEST_SCRIPT));
    assert_eq!(limit(&script, Format::Json), "input");
    assert!(query("frames=17919", Format::Png).is_ok());
}

#[test]
fn equal_requests_have_equal_tags_and_others_have_not() {
    let tag = |text: &str, format, rom| query(text, format).unwrap().etag(b"1", &[rom; 32]);
    let first = tag("frames=1&model=dmg", Format::Png, 0);
    assert_eq!(first, tag("model=dmg&frames=1", Format::Png, 0));
    for other in [
        tag("frames=1", Format::Png, 0),
        tag("frames=1&model=cgb", Format::Png, 0),
        tag("frames=1&model=dmg", Format::Gif, 0),
        tag("frames=1&model=dmg", Format::Png, 1),
    ] {
        assert_ne!(first, other);
    }
}
