//! The server, started as people start it.

use std::{
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

pub struct Server {
    child: Child,
    pub port: u16,
    /// From the start of the process to its first answer.
    pub start: Duration,
}

impl Server {
    pub async fn start(program: &str, database: &str) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let begun = Instant::now();
        let child = Command::new(program)
            .args(["serve", "--database", database, "--listen", &format!("127.0.0.1:{port}")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("the program does not start")?;
        let mut server = Server { child, port, start: Duration::ZERO };
        while begun.elapsed() < Duration::from_secs(20) {
            if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                server.start = begun.elapsed();
                return Ok(server);
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        bail!("the server did not answer within 20 s")
    }

    /// Resident memory.
    pub fn memory_mb(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("no VmRSS")?;
        let kib: u64 = line.split_whitespace().nth(1).context("no figure")?.parse()?;
        Ok(kib / 1024)
    }

    /// Ends our own process and waits for it.
    pub async fn stop(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}
